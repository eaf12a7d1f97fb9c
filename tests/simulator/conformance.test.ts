import { describe, expect, test } from 'vitest'
import { allCauses } from '#lib/amazon/diagnosis/causes/all-causes.ts'
import { diagnose } from '#lib/amazon/diagnosis/diagnose.ts'
import { readPaste } from '#lib/amazon/diagnosis/read-paste.ts'
import { type LwaRow, lwaRows } from '#simulator/lwa/errors.ts'
import { type ApiRow, apiRows } from '#simulator/sp-api/errors.ts'
import type { Simulator } from '#simulator/start.ts'
import { isTest, readTable } from './conformance-table.ts'
import { credentials, participationsPath, simulated, tokenPath } from './fixtures.ts'

const numbered = (letter: string) => Array.from({ length: 17 }, (_, index) => `${letter}${index + 1}`)
const limitReached = 'OAuth limit has been reached'
const consentRows = [
  'MD1000',
  'MD5101',
  'MD5110',
  'MD9100',
  'SPDC8143',
  'SPSA0404',
  'SPSA2043',
  'CONSENT_LIMIT_REACHED',
  limitReached,
  'MD9999',
  'MD5100',
  'MD4010',
]
/** Every row of Amazon's three tables of errors. */
const rows = [...consentRows, ...numbered('L'), ...numbered('S')]
const table = readTable()
const lineOf = (row: string) => table.find((line) => line.row === row)

/** Rows that need no fault, because a wrong request causes them. */
const wrongRequests: Readonly<Record<string, readonly [method: string, path: string]>> = {
  L9: ['GET', '/www.amazon.com/ap/oa'],
  L10: ['GET', tokenPath],
  L11: ['POST', '/sellingpartnerapi-na.amazon.com/auth/o2/token'],
  L12: ['POST', '/api.amazon.com/Oauth/o2/token'],
}

const refusable = (row: string) =>
  [...lwaRows, ...apiRows].find((each) => each === row || each === `${row} missing`)

/** A row as a developer sees it: request and answer, as they would paste them. */
async function pasteOf(row: string): Promise<string> {
  if (consentRows.includes(row)) return `Error code: ${row}`
  const simulator = await simulated()
  const [method, path] =
    wrongRequests[row] ?? (row.startsWith('L') ? ['POST', tokenPath] : ['GET', participationsPath])
  const refused: LwaRow | ApiRow | undefined = refusable(row)
  if (row === 'L16') simulator.control.addFault({ kind: 'reset' })
  else if (refused !== undefined) simulator.control.addFault({ kind: 'refuse', row: refused })
  const address = `https:/${path}`
  const query = row === 'L9' ? `?${wrongConsent(simulator)}` : ''
  try {
    const response = await fetch(simulator.origin + path + query, { method, redirect: 'manual' })
    const location = response.headers.get('location') ?? ''
    return `${method} ${address}\nHTTP/1.1 ${response.status}\n${location}\n\n${await response.text()}`
  } catch (error) {
    return `${method} ${address}\n${error instanceof Error ? String(error.cause) : ''}`
  }
}

const wrongConsent = (simulator: Simulator) =>
  new URLSearchParams({
    client_id: credentials(simulator).client_id,
    redirect_uri: 'http://localhost:3000/sp-api/auth',
    response_type: 'code',
    scope: 'sellingpartnerapi::notifications',
    state: 's',
  })

const say = ({ title, who }: { readonly title: string; readonly who: string }) => `${title} (${who})`

describe('the conformance table', () => {
  test('has every row of Amazon’s tables, each on its own line', () => {
    expect(table.map(({ row }) => row)).toEqual(rows)
  })

  test.each(rows)('%s names its cause, and tests that exist', (row) => {
    expect(lineOf(row)?.cause).toMatch(/\w/)
    const missing = lineOf(row)?.tests.filter(([file, name]) => !isTest(file, name))
    expect(missing).toEqual([])
  })

  test.each(rows)('%s is shown like its diagnosis', async (row) => {
    const [first] = diagnose(readPaste(await pasteOf(row)))
    const diagnoses = lineOf(row)?.diagnoses ?? []
    expect(diagnoses[0]).toBe(first && say(first))
    const id = row === limitReached ? 'CONSENT_LIMIT_REACHED' : row
    const further = allCauses.filter((cause) => cause.rows.includes(id)).map(say)
    expect(diagnoses.slice(1).filter((each) => !further.includes(each))).toEqual([])
  })
})
