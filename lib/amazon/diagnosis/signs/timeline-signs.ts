/** What the dates in a text show about roles: a grant keeps the roles that the application had when it was issued. */
export type TimelineSign =
  | 'grant-older-than-role'
  | 'grant-newer-than-role'
  /** The failures began when a client secret that had been replaced a week earlier stopped working. */
  | 'secret-overlap-ended'

const months: readonly (readonly string[])[] = [
  ['jan', 'enero', 'gennaio', 'januar'],
  ['feb', 'fév', 'fev'],
  ['mar', 'mär', 'maerz'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mayo', 'maggio', 'mag'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'aoû', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott'],
  ['nov'],
  ['dec', 'dez', 'déc', 'dic'],
]
const monthWord =
  '(?:jan|enero|gen|feb|fév|fev|mar|mär|apr|avr|abr|may|mai|mag|jun|juin|giu|jul|juil|lug|aug|aoû|aou|ago|sep|set|oct|okt|ott|nov|dec|dez|déc|dic)[\\p{L}]{0,7}'
const fullMonth =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre)'
const dateLike = new RegExp(String.raw`\d|\s${fullMonth}\b`, 'iu')
const dates = new RegExp(
  [
    String.raw`(?<iso>\d{4}-\d{2}-\d{2})`,
    String.raw`(?<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s{1,2}(?:of\s|de\s|di\s)?(?<month>${monthWord})\.?(?:,?\s{1,2}(?:de\s|del\s)?(?<year>\d{4}))?`,
    String.raw`(?<month2>\b${monthWord})\.?\s{1,2}(?<day2>\d{1,2})(?:st|nd|rd|th)?(?:,?\s{1,2}(?<year2>\d{4}))?`,
    String.raw`(?:(?<year3>\d{4})年)?(?<month3>\d{1,2})月(?<day3>\d{1,2})[日号]`,
    String.raw`(?<day4>\d{1,2})\.(?<month4>\d{1,2})\.(?<year4>\d{2,4})?`,
    String.raw`(?:\b(?:in|since|from|until|mid|early|late|da|dal|a|di|seit|im|en|desde|depuis|de|début|fin)\s|(?<=\d{4}年))(?:early\s|late\s|mid-?\s?)?(?<month6>${fullMonth})\b(?:,?\s(?:of\s|de\s|del\s)?(?<year6>\d{4}))?`,
    String.raw`(?<![\d年])(?:(?<year7>\d{4})年)?(?<month7>\d{1,2})月(?!\d)`,
    String.raw`(?<month5>\d{1,2})/(?<day5>\d{1,2})/(?<year5>\d{4})`,
  ].join('|'),
  'giu',
)
const ofRole = /\brol(?:e|es|le|len)?\b|rôle|ruol[oi]|ロール|角色|权限|\bpermission/i
const ofGrant =
  /re-?authori[sz]|authori[sz]|connect|consent|\bgrants?\b|granted|onboard|linked|refresh token|autori[sz]|réautori|verbund|verknüpf|conect|vincul|colleg|conness|donné son accord|zugestimmt|consentimiento|\bconsenso|同意|認可|認証|連携|接続|授权|授權|连接|绑定/i
const pieceEnd =
  /[;,\n。、，；]|(?<!\b\d{1,2})\.(?=\s|$)|(?<!\p{L})(?:and|but|while|und|aber|während|(?<!il )y|pero|et|mais|e|ma|mentre)(?!\p{L})/giu

/** The same, stated without dates. */
const olderWords =
  /(?:role|permission)[^.\n]{0,40}(?:added|got|granted|approved|enabled)[^.\n]{0,30}\bafter\b[^.\n]{0,40}(?:authori|connect|grant)|(?:authori[sz]ed|connected|granted)[^.\n]{0,40}\bbefore\b[^.\n]{0,40}\brole|(?:not|never|n’t|n't)[^.\n]{0,20}(?:re-?authori[sz]ed|authori[sz]ed again)[^.\n]{0,30}since[^.\n]{0,40}role|added (?:the |a |this )?(?:new )?role[^.\n]{0,60}(?:existing|old|same) (?:refresh )?token/i

const newerWords =
  /\b(?:re-?authori[sz]ed|authori[sz]ed|connected|granted)\b[^.\n]{0,30}\b(?:after (?:that|it|this|the role|wards)|afterwards?|since then)\b|\bdanach\b[^.\n]{0,20}(?:autorisiert|verbunden)|(?:autorisiert|verbunden)[^.\n]{0,10}\bdanach\b|\b(?:después|posteriormente)\b[^.\n]{0,20}autoriz|autoriz\w{0,6} después|\baprès\b[^.\n]{0,20}autoris|autoris\w{0,4} (?:ensuite|après)|autorizzat\w? dopo|(?:之后|后来)[^。\n]{0,8}授权|その後[^。\n]{0,10}(?:認可|連携)/i

/**
 * What the dates in a text show: whether the seller authorized before or after the application got a role, and whether
 * the failures began a week after the client secret was replaced. Names of roles have to be replaced beforehand.
 */
export function* timelineSigns(text: string): Iterable<TimelineSign> {
  const isAboutRole = ofRole.test(text)
  const isAboutSecret = /secret|シークレット|密钥/i.test(text)
  if (!(isAboutRole || isAboutSecret)) return
  const pieces = [...datedPieces(text)]
  if (isAboutSecret && endsOverlap(pieces)) yield 'secret-overlap-ended'
  if (!isAboutRole) return
  if (olderWords.test(text)) yield 'grant-older-than-role'
  const ofRoles = pieces.filter((piece) => ofRole.test(piece))
  const ofGrants = pieces.filter((piece) => ofGrant.test(piece) && !ofRole.test(piece))
  const role = newest(ofRoles)
  const grant = newest(ofGrants)
  const order = role === null || grant === null ? byWords(ofRoles, ofGrants) : byDates(role, grant)
  if (order < 0) yield 'grant-older-than-role'
  if (order > 0 || (order === 0 && newerWords.test(text))) yield 'grant-newer-than-role'
}

/** Negative if the grant is older than the role, 0 if that is unknown. */
function byDates(role: PastedDate, grant: PastedDate): number {
  const isYearKnown = role.year !== null && grant.year !== null
  const difference = isYearKnown
    ? (grant.year - role.year) * 372 + grant.dayOfYear - role.dayOfYear
    : grant.dayOfYear - role.dayOfYear
  // A date without a year means the closest one.
  return (role.year === null) !== (grant.year === null) && Math.abs(difference) > 186 ? 0 : difference
}

/** The same for times such as “last month” or “since 2023”, which are ages rather than dates. */
function byWords(ofRoles: readonly string[], ofGrants: readonly string[]): number {
  const role = ofRoles.map(ageOf).findLast((age) => age !== null) ?? null
  const grant = ofGrants.map(ageOf).findLast((age) => age !== null) ?? null
  if (role !== null && grant !== null) return role - grant
  // What happened today is the newest, and what has always been there is older than any date.
  if (grant !== null && grant <= 1 && ofRoles.some((piece) => /\b20\d\d\b/.test(piece))) return 1
  return role !== null && role >= always && newest(ofGrants) !== null ? 1 : 0
}

/** Older and newer dates of the same year, a week apart. */
function endsOverlap(pieces: readonly string[]): boolean {
  const ofSecret = pieces.filter((piece) => /secret|シークレット|密钥/i.test(piece) && madeSecret.test(piece))
  const ofStart = pieces.filter((piece) => !/secret/i.test(piece) && began.test(piece))
  const made = newest(ofSecret)
  const start = newest(ofStart)
  if (made === null || start === null) return false
  const days = start.dayOfYear - made.dayOfYear
  return days >= overlapDays - 1 && days <= overlapDays + 2
}

/** How long a replaced client secret continues to work. */
const overlapDays = 7
const madeSecret =
  /creat|generat|rotat|\bnew\b|replac|issued|erzeugt|erstellt|neue[sn]?\b|rotiert|nuev|generad|rotad|nouveau|généré|créé|nuovo|generato|ruotat|新|作成|发行|生成|轮换/i
const began =
  /\b(?:since|from|start\w{0,3}|began|beginning|seit|ab|desde|depuis|dal(?:le)?|dès|partir)\b|から|以降|开始|起/i

interface PastedDate {
  readonly year: number | null
  readonly dayOfYear: number
}

const always = 10_000
const counts: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ein: 1,
  einem: 1,
  einer: 1,
  zwei: 2,
  drei: 3,
  un: 1,
  una: 1,
  une: 1,
  deux: 2,
  trois: 3,
  dos: 2,
  tres: 3,
  due: 2,
  tre: 3,
}
const daysIn: readonly (readonly [unit: RegExp, days: number])[] = [
  [/^(?:year|jahr|año|an|anno|anni|年)/i, 365],
  [/^(?:month|monat|mes|mois|mese|mesi|か月|个月|ヶ月)/i, 30],
  [/^(?:week|woche|semana|semaine|settiman|週|周)/i, 7],
  [/^(?:day|tag|día|jour|giorn|日|天)/i, 1],
]
const unit = String.raw`(?:years?|months?|weeks?|days?|Jahr\w{0,2}|Monat\w{0,2}|Wochen?|Tag\w{0,2}|años?|mes(?:es)?|semanas?|días?|ans?|mois|semaines?|jours?|ann[oi]|mes[ei]|settiman[ae]|giorn[oi])`
const counted = new RegExp(
  String.raw`\b(\d{1,3}|[a-z]{1,5})\s(${unit})\s(?:ago|fa)\b|\b(?:for|vor|seit|hace|desde hace|il y a|depuis|da)\s(\d{1,3}|[a-z]{1,5})\s(${unit})\b|(\d{1,3})\s?(か月|ヶ月|个月|年|週間?|周|日|天)前`,
  'iu',
)
const fixed: readonly (readonly [words: RegExp, days: number])[] = [
  [
    /\b(?:today|this morning|just now|an hour ago|heute|hoy|esta mañana|aujourd['’]hui|ce matin|oggi|stamattina)\b|今日|今朝|今天|今早|刚刚/i,
    0,
  ],
  [/\b(?:yesterday|gestern|ayer|hier|ieri)\b|昨日|昨天/i, 1],
  [
    /\b(?:(?:on|last|this|am|letzte[nrm]?|le|el|lo scorso) )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\bthis week\b|\bdiese(?:r)? Woche\b|\besta semana\b|\bcette semaine\b|\bquesta settimana\b|今週|(?:这|本)周|\b(?:am|letzten) (?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) dernier\b|\bel (?:pasado )?(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b|\b(?:lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica) scorso?\b/i,
    4,
  ],
  [
    /\b(?:last|letzte\w?) (?:week|Woche)\b|la semana pasada|la semaine dernière|la settimana scorsa|先週|上周/i,
    7,
  ],
  [/\b(?:last|letzte\w?) (?:month|Monat)\b|el mes pasado|le mois dernier|il mese scorso|先月|上个月/i, 30],
  [
    /\b(?:(?:some |a few |several |many )?(?:weeks|months)|ages|a long time) ago\b|\b(?:in|last|since|this|im|letzten|letztes|seit(?: dem)?|en|au|la|in) (?:the |el |la )?(?:spring|summer|autumn|winter|Frühjahr|Frühling|Sommer|Herbst|primavera|verano|otoño|invierno|printemps|été|automne|hiver|estate|autunno|inverno)\b|\bvor (?:einigen |vielen )?(?:Wochen|Monaten)\b|\bvor langer Zeit\b|\bhace (?:unos |varios |muchos )?(?:semanas|meses)\b|\bhace mucho\b|\bil y a (?:des|plusieurs|quelques) (?:semaines|mois)\b|\bil y a longtemps\b|\b(?:qualche |alcuni )?(?:settimane|mesi) fa\b|\btempo fa\b|数か月前|数ヶ月前|春に|夏に|秋に|冬に|几个月前|很久以前|(?:春|夏|秋|冬)天/i,
    100,
  ],
  [
    /\b(?:last|letzte\w?) (?:year|Jahr)\b|el año pasado|l['’](?:an|année) derni|l['’]anno scorso|昨年|去年/i,
    365,
  ],
  [
    /\b(?:since we started|from the (?:start|beginning)|always|all along|since (?:the )?(?:launch|beginning)|von Anfang an|(?:schon )?immer|desde el principio|siempre|depuis (?:le début|toujours)|dall['’]inizio|da sempre)\b|最初から|从一开始|一直/i,
    always,
  ],
]

/** How many days ago something happened, according to words without a date. */
function ageOf(piece: string): number | null {
  const [, before, beforeUnit, after, afterUnit, digits, unspacedUnit] = counted.exec(piece) ?? []
  const count = before ?? after ?? digits
  const named = beforeUnit ?? afterUnit ?? unspacedUnit
  const many = count === undefined ? undefined : (counts[count.toLowerCase()] ?? Number(count))
  const days = named === undefined ? undefined : daysIn.find(([start]) => start.test(named))?.[1]
  if (many !== undefined && days !== undefined && many > 0) return many * days
  return fixed.find(([words]) => words.test(piece))?.[1] ?? null
}

/** Ages matter only for roles and grants. */
function isAged(piece: string): boolean {
  return (ofRole.test(piece) || ofGrant.test(piece)) && ageOf(piece) !== null
}

function* datedPieces(text: string): Iterable<string> {
  let from = 0
  for (const end of [...text.matchAll(pieceEnd), null]) {
    const piece = text.slice(from, end?.index ?? text.length)
    from = (end?.index ?? 0) + (end?.[0].length ?? 0)
    if (piece.length <= 400 && (dateLike.test(piece) || isAged(piece))) yield piece
  }
}

/** The last date in pieces of sentences. */
function newest(pieces: readonly string[]): PastedDate | null {
  let found: PastedDate | null = null
  for (const piece of pieces) {
    for (const { groups = {} } of piece.matchAll(dates)) found = toDate(groups) ?? found
  }
  return found
}

function toDate(groups: Readonly<Record<string, string | undefined>>): PastedDate | null {
  const { iso } = groups
  if (iso !== undefined) {
    const [year = 0, month = 0, day = 0] = iso.split('-').map(Number)
    return { year, dayOfYear: month * 31 + day }
  }
  const pick = (name: string) =>
    ['', '2', '3', '4', '5', '6', '7'].map((end) => groups[name + end]).find((value) => value !== undefined)
  const month = monthNumber(pick('month') ?? '')
  const given = pick('day')
  // A month without a day counts as its middle, which compares correctly with other months.
  const day = given === undefined ? 15 : Number(given)
  const year = pick('year')
  return month === null || !(day >= 1 && day <= 31)
    ? null
    : { year: year === undefined ? null : (Number(year) % 2000) + 2000, dayOfYear: month * 31 + day }
}

function monthNumber(word: string): number | null {
  if (/^\d+$/.test(word)) return Number(word) >= 1 && Number(word) <= 12 ? Number(word) : null
  const lower = word.toLowerCase()
  const at = months.findIndex((starts) => starts.some((start) => lower.startsWith(start)))
  return at < 0 ? null : at + 1
}
