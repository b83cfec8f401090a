import { LANGUAGES, type Language } from '../../core/language.ts'

/** Words that are never corrected or suggested, whatever the language of the blog: the commonest of each language. The words that a search leaves out are STOP_WORDS. */
const COMMON_WORDS: Record<Language, ReadonlySet<string>> = {
  en: words(
    'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with',
  ),
  de: words(
    'aber als am an auch auf aus bei bin bis da das dem den der des die du ein eine einem einen einer eines er es für hat ich im in ist mit nach nicht oder sich sie sind so und von vor was wie wir zu zum zur',
  ),
  fr: words(
    'au aux avec ce ces dans de des du elle en et il ils je la le les leur lui mais me ne nous on ou par pas pour qu que qui sa se ses son sur un une vous y à',
  ),
  es: words(
    'a al ante con como de del el ella en entre es esta este la las le lo los más no o para pero por que se sin sobre su sus un una uno y',
  ),
}

/**
 * The stop words of each language, which are its function words: articles, pronouns, prepositions, conjunctions, auxiliaries and question
 * words. They do not tell what a post is about, and a question has many of them.
 */
const STOP_WORDS: Record<Language, ReadonlySet<string>> = {
  en: words(
    `a an the this that these those such same own each few both all any some no none nor not only very too so than then there here now
    i me my mine we us our ours you your yours he him his she her hers it its
    they them their theirs one
    about after again as at because before between but by
    down during except for from if in into like near of off on once onto or out over per since through till to
    under until unto up upon via while with within without and although though unless whether yet
    am is are was were be been being do does did doing done have has had having can cannot could may might must shall should will would
    ought let get gets got
    what when where which who whom whose why how exist exists existed also just more most other
    aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mustn't shouldn't wasn't weren't won't wouldn't
    i'm i've i'd i'll you're you've you'd you'll he's she's it's we're we've we'd we'll they're they've they'd they'll that's there's here's
    what's who's where's when's why's how's let's`,
  ),
  de: words(
    `aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim bin bis bist da
    damit dann das dass daß dein deine deinem deinen deiner dem den denn der des dessen dich die dies diese diesem diesen dieser dieses dir
    doch dort du durch ein eine einem einen einer eines er es etwas euch euer eure für gegen gibt hab habe haben hat hatte hatten hier hin
    hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist jede jedem jeden jeder jedes jene jenem jenen jener jenes kann
    kein keine keinem keinen keiner können könnte man manche mein meine meinem meinen meiner mich mir mit muss musste müssen nach nicht
    nichts noch nun nur ob oder ohne sein seine seinem seinen seiner seit sich sie sind so solche soll sollte sondern sonst um und uns
    unser unsere unter vom von vor wann war waren warum was weil welche welchem welchen welcher welches wenn wer werde werden wessen wie
    wieder wieso will wir wird wo woher wohin wollen worden wurde wurden während zu zum zur zwar zwischen über`,
  ),
  fr: words(
    `à ai aie as au aucun aucune aussi aux avec avez avoir avons avait c ce ceci cela celle celles celui ces cet cette ceux chaque chez
    combien comme comment d dans de depuis des dont du elle elles en entre es est et étais était être eu eux fait faire font fut il ils j
    je l la là laquelle le lequel les lesquels leur leurs lui m ma mais me même mes moi mon n ne ni nos notre nous on ont ou où par parce
    pas pendant peut peuvent plus pour pourquoi pouvoir qu quand que quel quelle quelles quels qui quoi s sa sans se ses si sommes
    son sont sous suis sur t ta te tes toi ton tous tout toute toutes tu un une vers vos votre vous y`,
  ),
  es: words(
    `a al algo alguna algunas alguno algunos ante antes aquel aquella así aun aunque cada como cómo con contra cual cuál cuales cuando
    cuándo cuanto cuánto de del desde donde dónde dos durante e el él ella ellas ellos en entre era eran eres es esa esas ese eso esos
    esta está están estaba estar estas este esto estos fue fueron ha había habían han hasta hay he hemos la las le les lo los más me mi
    mis mucho muy nada ni no nos nosotros nuestra nuestro o os otra otras otro otros para pero por porque porqué puede pueden que qué
    quien quién quienes se sea ser si sí sido sin sobre sois somos son soy su sus también tanto te tener tiene tienen toda todas todo
    todos tu tú tus un una uno unos usted y ya yo`,
  ),
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.replace(/'/g, '').split(/\s+/))
}

const APOSTROPHES = /['’]/g

/** Whether a word is a stop word of a language, with or without its apostrophe. */
export function isStopWord(word: string, language: Language): boolean {
  return STOP_WORDS[language].has(word.toLowerCase().replace(APOSTROPHES, ''))
}

/** Whether a word is among the commonest of any of the languages. */
export function isCommonWord(word: string): boolean {
  return LANGUAGES.some((language) => COMMON_WORDS[language].has(word.toLowerCase()))
}

/** The words without the stop words of a language and without the commonest words of the others. If none would be left, only the stop words are removed, or nothing. */
export function withoutStopWords(words: readonly string[], language: Language): string[] {
  const own = words.filter((word) => !isStopWord(word, language))
  const kept = own.filter((word) => !isCommonWord(word))
  return [kept, own].find((left) => left.length > 0) ?? [...words]
}
