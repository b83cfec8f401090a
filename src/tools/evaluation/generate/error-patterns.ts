/** One pattern of typing errors. `variants` are all misspellings of a word by this pattern. First letters stay as they are. */
type ErrorPattern = { name: string; weight: number; variants: (word: string) => string[] }

/** Keys that lie beside each other, row by row. */
const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const VOWELS = 'aeiou'
/** Letters that English words double. */
const DOUBLES = 'bcdefglmnoprst'

/** Two neighbouring letters swapped: "wrod". */
export function transpositions(word: string): string[] {
  return edits(word, (i, letter, next) =>
    next === '' || next === letter ? [] : [word.slice(0, i) + next + letter + word.slice(i + 2)],
  )
}

/** One of two equal letters left out: "adress". */
export function undoubledLetters(word: string): string[] {
  return edits(word, (i, letter, next) => (letter === next ? [without(word, i)] : []))
}

/** A single letter written twice: "ammount". */
export function doubledLetters(word: string): string[] {
  return edits(word, (i, letter, next) =>
    DOUBLES.includes(letter) && letter !== next && letter !== word[i - 1]
      ? [word.slice(0, i) + letter + word.slice(i)]
      : [],
  )
}

/** One vowel replaced by another: "seperate". */
export function swappedVowels(word: string): string[] {
  return edits(word, (i, letter) =>
    VOWELS.includes(letter) ? [...VOWELS].map((to) => withAt(word, i, to)) : [],
  )
}

/** A single letter left out, neither the first nor the last: "goverment". */
export function droppedLetters(word: string): string[] {
  return edits(word, (i, letter, next) =>
    next === '' || letter === next || letter === word[i - 1] ? [] : [without(word, i)],
  )
}

/** The key beside the right one: "worf" for "word". */
export function neighbouringKeys(word: string): string[] {
  return edits(word, (i, letter) => keysBeside(letter).map((key) => withAt(word, i, key)))
}

/** "ie" for "ei", or the other way round: "recieve". */
export function swappedIe(word: string): string[] {
  return transpositions(word).filter((spelling) => /ie|ei/.test(differenceOf(word, spelling)))
}

/** "f" for "ph", or the other way round: "telefone". */
export function soundsOfF(word: string): string[] {
  return edits(word, (i, letter, next) => {
    if (letter === 'p' && next === 'h') return [`${word.slice(0, i)}f${word.slice(i + 2)}`]
    const alone = letter === 'f' && next !== 'f' && word[i - 1] !== 'f'
    return alone ? [withAt(word, i, 'ph')] : []
  })
}

/**
 * The patterns, each with its weight among those that apply to a word. The weights are shares, in percent, of 7,800 misspellings that
 * Wikipedia and aspell have collected. Few words have "ie" or "f", but those are misspelled there far more often than the share says.
 */
export const ERROR_PATTERNS: readonly ErrorPattern[] = [
  { name: 'dropped letter', weight: 25, variants: droppedLetters },
  { name: 'swapped vowel', weight: 15, variants: swappedVowels },
  { name: 'undoubled letter', weight: 10, variants: undoubledLetters },
  { name: 'transposition', weight: 9, variants: transpositions },
  { name: 'doubled letter', weight: 7, variants: doubledLetters },
  { name: 'neighbouring key', weight: 2, variants: neighbouringKeys },
  { name: 'ie and ei', weight: 10, variants: swappedIe },
  { name: 'f and ph', weight: 3, variants: soundsOfF },
]

/** The results of an edit at each place after the first letter of a word, without the word itself and without duplicates. */
function edits(word: string, edit: (i: number, letter: string, next: string) => string[]): string[] {
  const found = [...word].flatMap((letter, i) => (i === 0 ? [] : edit(i, letter, word[i + 1] ?? '')))
  return [...new Set(found)].filter((spelling) => spelling !== word)
}

function without(word: string, i: number): string {
  return word.slice(0, i) + word.slice(i + 1)
}

function withAt(word: string, i: number, letters: string): string {
  return word.slice(0, i) + letters + word.slice(i + 1)
}

function keysBeside(letter: string): string[] {
  const row = KEY_ROWS.find((keys) => keys.includes(letter))
  const x = row?.indexOf(letter) ?? 0
  return [row?.[x - 1], row?.[x + 1]].filter((key) => key !== undefined)
}

/** The two letters that a transposition has moved. */
function differenceOf(word: string, transposed: string): string {
  const i = [...word].findIndex((letter, place) => letter !== transposed[place])
  return word.slice(i, i + 2)
}
