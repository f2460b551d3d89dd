// The clock of a timeline that plays: wasm says whether it does, and which period comes next.

// How long a period is shown, and how long the screen reader has for a sentence, in milliseconds.
const PERIOD = 1000;
const SENTENCE = 2000;

function keepTime(figure, flags) {
  const playing = flags & PLAYING;
  if (!playing) {
    clearTimeout(figure.clock);
    figure.clock = 0;
  } else if (!figure.clock) {
    figure.clock = setTimeout(() => tick(figure), PERIOD);
  }
}

function tick(figure) {
  figure.clock = 0;
  const flags = figure.ask("tick", isSeen(figure.tree.stage));
  figure.tell(flags);
  const now = performance.now();
  // The last period is always said.
  if (!(flags & LAYOUT) || (flags & PLAYING && now - (figure.said || 0) < SENTENCE)) return;
  figure.said = now;
  figure.tree.live.textContent = figure.ask("description");
}

function isSeen(stage) {
  const { top, bottom } = stage.getBoundingClientRect();
  return !document.hidden && bottom > 0 && top < innerHeight;
}
