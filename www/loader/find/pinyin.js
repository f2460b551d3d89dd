// The first letters of Chinese names. No table of readings is carried along: the engine sorts by pinyin, and where a
// character stands among the first ones of each letter tells the letter.
const LETTERS = "bcdefghjklmnopqrstwxyz";
const FIRST = "八嚓咑妸发旮哈丌咔垃呣拏喔妑七呥仨它屲夕丫帀";

// What sorting knows one reading of and names use another: both are right.
const READINGS = { 长: "cz", 重: "cz", 乐: "ly", 行: "hx", 会: "hk", 率: "ls", 单: "ds", 朝: "cz", 厦: "sx", 调: "dt", 传: "cz", 藏: "cz", 降: "jx", 校: "jx", 系: "jx", 石: "ds", 合: "gh", 解: "jx", 尉: "wy", 曾: "cz", 卡: "kq", 区: "qo", 盛: "cs", 乘: "cs", 省: "sx", 参: "cs", 番: "fp" };

const sorted = collator();
const initials = new Map();

// Sorting by pinyin; `null` in an engine that cannot.
function collator() {
  try {
    const { compare } = new Intl.Collator("zh-CN-u-co-pinyin");
    const isPinyin = FIRST.split("").every((first, i) => !i || compare(FIRST[i - 1], first) < 0) && compare("青", "七") > 0 && compare("青", "呥") < 0;
    return isPinyin ? compare : null;
  } catch (_) {
    return null;
  }
}

// The letters that the reading of a character may begin with; none for what is no Chinese character.
function initialsOf(character) {
  if (!sorted || !/[\u3400-\u9fff]/.test(character)) return "";
  if (READINGS[character]) return READINGS[character];
  let letters = initials.get(character);
  if (!letters) {
    let at = LETTERS.length;
    while (at && sorted(character, FIRST[at - 1]) < 0) at--;
    letters = at ? LETTERS[at - 1] : "a";
    initials.set(character, letters);
  }
  return letters;
}
