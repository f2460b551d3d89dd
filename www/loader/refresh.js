// Data that are fetched again every so often.

// In milliseconds: no view may ask for more often, and no timer takes more.
const OFTENEST = 10000;
const SELDOMEST = 0x7fffffff;

// `PT1H30M` and the like; 0 for what says no time.
function milliseconds(duration) {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration) || [];
  const total = hours * 3600000 + minutes * 60000 + seconds * 1000;
  return total && clamp(total, OFTENEST, SELDOMEST);
}

// Calls `update` when the time has come and the page is seen; what fell due unseen is made up for when it is seen again.
function repeat(every, update) {
  let timer = 0;
  let isDue = false;
  let isBusy = false;
  let isStopped = false;
  const plan = () => (timer = setTimeout(soon, every));
  const soon = () => {
    isDue = true;
    catchUp();
  };
  const catchUp = async () => {
    if (!isDue || isBusy || document.hidden) return;
    clearTimeout(timer);
    isBusy = true;
    await update();
    isDue = isBusy = false;
    if (!isStopped) plan();
  };
  const stop = () => {
    isStopped = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", catchUp);
  };
  document.addEventListener("visibilitychange", catchUp);
  plan();
  return { soon, stop };
}

// The line below a drawing whose data could not be renewed, in the visitor's own time.
function staleSentences(host, since) {
  const time = since.toTimeString().slice(0, 5);
  const isToday = since.toDateString() === new Date().toDateString();
  const zh = isToday ? time : since.getMonth() + 1 + "月" + since.getDate() + "日 " + time;
  const en = isToday ? time : since.toDateString();
  return inLanguageOf(host, "数据更新失败，显示的是 " + zh + " 取得的数据", "Update failed; the data shown are of " + en);
}
