/** Spellings of English that sound alike, in the order in which they are applied. */
const ALIKE: [RegExp, string][] = [
  [/^kn/, 'n'],
  [/^wr/, 'r'],
  [/^gn|gn(?=s?$|e[dr]s?$|ing$)/, 'n'],
  [/ph/g, 'f'],
  [/gh/g, ''],
  [/ck/g, 'k'],
  [/sch/g, 'sk'],
  [/(?:ti|si|ci)(?=o)/g, '%'],
  [/c(?=[eiy])/g, 's'],
  [/[cq]/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/dg/g, 'j'],
  [/g(?=[eiy])/g, 'j'],
  [/v/g, 'f'],
  [/d/g, 't'],
  [/b/g, 'p'],
  [/m/g, 'n'],
  [/(?!^)[aeiouyhw]/g, ''],
  [/^[aeiouy]/, 'a'],
  [/(.)\1+/g, '$1'],
]

/** A key for the sound of a lower-case word: consonants by their sound, vowels left out except the first. Words with equal keys are often misspelled as each other. */
export function soundKey(word: string): string {
  return ALIKE.reduce((key, [spelling, sound]) => key.replace(spelling, sound), word)
}
