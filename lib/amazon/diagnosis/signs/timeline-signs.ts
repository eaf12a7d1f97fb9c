/** What the dates in a text show about roles: a grant keeps the roles that the application had when it was issued. */
export type TimelineSign = 'grant-older-than-role' | 'grant-newer-than-role'

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
  /re-?authori[sz]|authori[sz]|connect|consent|\bgrants?\b|granted|onboard|linked|refresh token|autori[sz]|réautori|verbund|verknüpf|conect|vincul|colleg|conness|認可|認証|連携|接続|授权|授權|连接|绑定/i
const pieceEnd =
  /[;,\n。、，；]|(?<!\b\d{1,2})\.(?=\s|$)|(?<!\p{L})(?:and|but|while|und|aber|während|y|pero|et|mais|e|ma|mentre)(?!\p{L})/giu

/** The same, stated without dates. */
const olderWords =
  /(?:role|permission)[^.\n]{0,40}(?:added|got|granted|approved|enabled)[^.\n]{0,30}\bafter\b[^.\n]{0,40}(?:authori|connect|grant)|(?:authori[sz]ed|connected|granted)[^.\n]{0,40}\bbefore\b[^.\n]{0,40}\brole|(?:not|never|n’t|n't)[^.\n]{0,20}(?:re-?authori[sz]ed|authori[sz]ed again)[^.\n]{0,30}since[^.\n]{0,40}role|added (?:the |a |this )?(?:new )?role[^.\n]{0,60}(?:existing|old|same) (?:refresh )?token/i

/**
 * Whether the seller authorized before or after the application got a role, if a text has both dates. Names of roles
 * have to be replaced beforehand.
 */
export function* timelineSigns(text: string): Iterable<TimelineSign> {
  if (!ofRole.test(text)) return
  if (olderWords.test(text)) yield 'grant-older-than-role'
  const dated = [...datedPieces(text)]
  const role = newest(dated.filter((piece) => ofRole.test(piece)))
  const grant = newest(dated.filter((piece) => ofGrant.test(piece) && !ofRole.test(piece)))
  if (role === null || grant === null) return
  const isYearKnown = role.year !== null && grant.year !== null
  const difference = isYearKnown
    ? (grant.year - role.year) * 372 + grant.dayOfYear - role.dayOfYear
    : grant.dayOfYear - role.dayOfYear
  // A date without a year means the closest one.
  if ((role.year === null) !== (grant.year === null) && Math.abs(difference) > 186) return
  if (difference < 0) yield 'grant-older-than-role'
  if (difference > 0) yield 'grant-newer-than-role'
}

interface PastedDate {
  readonly year: number | null
  readonly dayOfYear: number
}

function* datedPieces(text: string): Iterable<string> {
  let from = 0
  for (const end of [...text.matchAll(pieceEnd), null]) {
    const piece = text.slice(from, end?.index ?? text.length)
    from = (end?.index ?? 0) + (end?.[0].length ?? 0)
    if (piece.length <= 400 && dateLike.test(piece)) yield piece
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
