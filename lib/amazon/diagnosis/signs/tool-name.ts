import { type Grams, mayMatch, neededWords } from '../expression-filter.ts'

/** Words in front of the name of a tool that isn't in the list of known ones. */
const kind =
  '(?:tools?|software|programs?|platform|dashboard|plug-?ins?|connector|integration|repricer|service|Programm|Plattform|Schnittstelle|Warenwirtschaft|programa|plataforma|herramienta|logiciel|outil|plateforme|gestionale|programma|piattaforma|strumento)'
/** The word first, because looking back from every character would be slow. */
const ofOther = String.raw`\b(?=${kind})(?<!\b(?:our|my|own|unser\w{0,2}|eigene\w?|nuestr[oa]|notre|nostr[oa])\s(?:[\w-]{1,20}\s)?)${kind}`
const quoted = new RegExp(
  String.raw`${ofOther}\b(?:\s(?:of|called|named|von|namens|di|de|du|[\p{L}]{3,14})){0,3}\s{0,2}["“„«(]\s?([A-Z][\p{L}\p{N} .]{2,24}?)\s?["”“»)]`,
  'iu',
)
const capitalized = new RegExp(
  String.raw`${ofOther}\s(?:called |named |namens )?([A-Z][a-z]{2,12}(?:[A-Z][a-z]{2,12})?)\b(?!\s(?:Central|API))`,
  'u',
)
const unspaced =
  /(?:ツール|ソフト|サービス|システム|软件|工具|系统|平台)\s?[「『“"《]([^」』”"》\n]{2,20})[」』”"》]/
/** Amazon's page names the application that has reached its limit. */
const onLimitPage = /\bapplication ([A-Z][\w.-]{1,24}(?: [A-Z][\w.-]{1,24}){0,3}) \(amzn1\./
const notOwn =
  /\b(?:don['’]t|do not|doesn['’]t) (?:own|operate|run|have) (?:that|this|the|an?)\b[^.\n]{0,16}\bapp|\bnot our (?:own )?app|(?:gehört|ist) (?:uns )?nicht (?:uns|unsere)|no es nuestra|n['’]est pas (?:à nous|la nôtre)|non è nostra/i

/** The writer makes or runs the tool. */
const isOwn =
  /\bwe (?:develop|build|built|run|make|made|own|operate)\b|\b(?:wir|selbst) (?:entwickeln|betreiben|entwickelt)|\b(?:desarrollamos|développons|sviluppiamo)\b|\bour (?:own )?app(?:lication)?\b|当社|自社|我们(?:自己)?(?:开发|的应用)/i

const introductions = [quoted, unspaced, capitalized].map((expression) => ({
  expression,
  words: neededWords(expression),
}))

/** The tool’s name, where a text says what kind of tool it is: `the repricing software “X”`. Null if it doesn’t. */
export function namedTool(grams: Grams): string | null {
  const { text } = grams
  const introduced = introducedIn(grams)
  const onPage = onLimitPage.exec(text)?.[1]
  const name =
    onPage !== undefined && (introduced !== undefined || notOwn.test(text)) ? onPage : introduced?.trim()
  return name === undefined || (isOwn.test(text) && !notOwn.test(text)) ? null : name
}

function introducedIn(grams: Grams): string | undefined {
  for (const { expression, words } of introductions) {
    const found = mayMatch(words, grams) ? expression.exec(grams.text) : null
    if (found !== null) return found[1]
  }
  return undefined
}
