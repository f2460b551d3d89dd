// What of a list of choices is meant by a text: by name, by the first letters of its pinyin, by the beginning of its code.

// Small, narrow, and without what is neither letter nor digit: input methods put marks between the letters.
function folded(text) {
  return Array.from(text.normalize("NFKC").toLowerCase()).filter((sign) => !/[\s!-/:-@[-`{-~\u00b7\u2010-\u2027\u3000-\u303f]/.test(sign));
}

// Where a name has the wanted signs in a row, each as it is or as the first letter of its pinyin; −1 where nowhere.
function placeOf(wanted, name) {
  const isSign = (sign, i, from) => name[from + i] === sign || initialsOf(name[from + i]).includes(sign);
  for (let from = 0; from + wanted.length <= name.length; from++) {
    if (wanted.every((sign, i) => isSign(sign, i, from))) return from;
  }
  return -1;
}

// Positions of what is meant, names that begin so first; of no text everything, what is picked first.
function matching(choices, text) {
  const wanted = folded(text);
  const code = wanted.join("");
  const rank = ({ on, name, id }) => {
    if (!code) return on ? 0 : 1;
    const place = placeOf(wanted, name);
    return place === 0 || (id && id.startsWith(code)) ? 0 : place > 0 ? 1 : 2;
  };
  const ranks = choices.map(rank);
  const of = (wantedRank) => choices.map((_, i) => i).filter((i) => ranks[i] === wantedRank);
  return of(0).concat(of(1));
}
