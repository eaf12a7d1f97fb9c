import { findRegion, type Region } from '../../regions.ts'
import { outcomesBy, type Part } from './parts.ts'

/** How the regions that a text names differ, and in which one the account authorized. */
export type RegionSign = 'one-region-refuses' | 'consent-in-other-region'

const named =
  /sellingpartnerapi-(na|eu|fe)\b|(?<![\w-])-(na|eu|fe)\b(?= (?:host|endpoint))|\b(NA|EU|FE)\b(?!_)|\b(North(?:ern)? America|Europe|Far East)\b/g

function idOf(name: string): string {
  if (/^north/i.test(name)) return 'na'
  if (/^far/i.test(name)) return 'fe'
  return name.slice(0, 2).toLowerCase()
}

function regionsIn(part: string): readonly Region[] {
  return [...part.matchAll(named)]
    .slice(0, 6)
    .flatMap(([, host, suffix, word, name]) => findRegion(idOf(host ?? suffix ?? word ?? name ?? '')) ?? [])
}

const consentedAt =
  /(?:authori[sz]|consent|confirm|granted|clicked|autoris|autoriz|bestätigt|freigegeben|verbunden|授权|确认|認可|承認|許可)[^\n。]{0,80}?\b(seller|vendor)central(-europe)?\.amazon\.([a-z.]{2,6})\b|\b(seller|vendor)central(-europe)?\.amazon\.([a-z.]{2,6})\b[^\n。]{0,60}?(?:authori[sz]|consent|confirm|granted|clicked|autoris|autoriz|bestätigt|freigegeben|授权|确认|認可|承認|許可)/gi
const farEast = /^(?:co\.jp|com\.au|sg)$/
const america = /^(?:com|ca|com\.mx|com\.br)$/

function regionOfCentral(isEurope: boolean, domain: string): Region {
  if (isEurope) return 'eu'
  if (farEast.test(domain)) return 'fe'
  return america.test(domain) ? 'na' : 'eu'
}

/** Which regions refuse while others work, and whether the consent was given in another region than the called one. */
export function regionFacts(
  text: string,
  parts: readonly Part[],
): { readonly signs: ReadonlySet<RegionSign>; readonly refusing: ReadonlySet<Region> } {
  const signs = new Set<RegionSign>()
  const { works, fails } = outcomesBy(parts, regionsIn)
  if (works.size > 0 && fails.size > 0) signs.add('one-region-refuses')
  const called = new Set([...text.matchAll(/sellingpartnerapi-(na|eu|fe)\b/g)].map(([, id = '']) => id))
  const consents = [...text.matchAll(consentedAt)]
    .slice(0, 6)
    .map(([, , europe, domain, , otherEurope, otherDomain]) =>
      regionOfCentral(
        (europe ?? otherEurope) !== undefined,
        (domain ?? otherDomain ?? '').replace(/\.$/, ''),
      ),
    )
  const refusing: ReadonlySet<string> = fails.size > 0 ? fails : called
  if (refusing.size > 0 && consents.length > 0 && !consents.some((one) => refusing.has(one)))
    signs.add('consent-in-other-region')
  const refused = [...fails].flatMap((id) => findRegion(id) ?? [])
  const only = called.size === 1 ? [...called].flatMap((id) => findRegion(id) ?? []) : []
  return { signs, refusing: new Set(refused.length > 0 ? refused : only) }
}
