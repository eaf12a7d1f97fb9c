import { describe, expect, test } from 'vitest'
import { allCauses } from '#lib/amazon/diagnosis/causes/all-causes.ts'
import { questions } from '#lib/amazon/diagnosis/question-table.ts'
import { explainPaste } from '#lib/diagnose/explain-paste.ts'
import { allRounds } from './threads/all.ts'
import { readThreads } from './threads/rounds-1-and-2.ts'

const denied =
  '{"errors":[{"code":"Unauthorized","message":"Access to requested resource is denied.","details":""}]}'
const first = (paste: string, ...answers: readonly string[]) => explainPaste(paste, answers).diagnoses[0]
const asked = (paste: string, ...answers: readonly string[]) =>
  first(paste, ...answers)?.questions.map(({ id }) => id)

describe('an answer to a question', () => {
  test.each([
    ['role-when.after', 'grant-older-than-role', 'shown'],
    ['role-when.absent', 'role-not-on-application', 'likely'],
    ['token-kind.grantless', 'grantless-token-on-seller-operation', 'shown'],
  ])('%s', (answer, id, certainty) => {
    const diagnosis = first(`GET /orders/v0/orders\n${denied}`, answer)
    expect(diagnosis).toMatchObject({ id, certainty })
    expect(diagnosis?.answered).toMatchObject([{ id: answer }])
  })

  const refused = (parameter: string) =>
    `{"error":"invalid_grant","error_description":"The request has an invalid grant parameter : ${parameter}"}`
  const badClient = '{"error":"invalid_client","error_description":"Client authentication failed"}'
  test.each([
    [refused('code'), 'code-use.late', 'code-late'],
    [refused('code'), 'code-use.twice', 'code-sent-twice'],
    [refused('code'), 'code-use.once', 'code-changed-or-foreign'],
    [refused('refresh_token'), 'manage-apps.no', 'refresh-permission-gone'],
    [refused('refresh_token'), 'manage-apps.yes', 'refresh-token-not-the-stored-one'],
    [refused('refresh_token'), 'other-seller.no', 'refresh-fails-for-all'],
    [badClient, 'secret-age.old', 'secret-old-refused'],
    [badClient, 'secret-age.rotated', 'secret-rotated-refused'],
    [badClient, 'secret-age.current', 'credentials-of-two-applications'],
  ])('%s %s', (paste, answer, id) => {
    expect(asked(paste)).toContain(answer.split('.')[0])
    expect(first(paste, answer)?.id).toBe(id)
  })

  test('replaces what the text says', () => {
    const paste = `The role is ticked in our application.\n${denied}`
    expect(first(paste)?.id).not.toBe('role-not-on-application')
    expect(first(paste, 'role-when.absent')?.id).toBe('role-not-on-application')
  })

  test('replaces an earlier answer to the same question', () => {
    expect(first(denied, 'role-when.absent', 'role-when.after')?.id).toBe('grant-older-than-role')
  })

  test('is ignored if it is unknown', () => {
    const answers = [
      'role-when.sometimes',
      'nothing.yes',
      '',
      '.',
      'constructor.name',
      'role-when.constructor',
    ]
    expect({ ...first(denied, ...answers), questions: [] }).toEqual({ ...first(denied), questions: [] })
  })
})

describe('a question', () => {
  test('isn’t asked if an answer or the text already settles it', () => {
    expect(asked(denied)).toContain('role-when')
    expect(asked(denied, 'role-when.before')).not.toContain('role-when')
    expect(
      asked(`The role was added on 3 March, the seller authorized on 9 March.\n${denied}`),
    ).not.toContain('role-when')
    expect(asked(`x-amz-access-token: Atza|Example\n${denied}`)).not.toContain('token-kind')
  })

  test('always decides between causes', () => {
    const deciding = new Set(allCauses.map(({ decidedBy }) => decidedBy))
    expect(Object.keys(questions).filter((id) => !deciding.has(id as keyof typeof questions))).toEqual([])
  })
})

describe('questions are worth answering', () => {
  const pastes = allRounds.map(({ paste }) => paste)
  const outcome = (paste: string, ...answers: readonly string[]) => {
    const [one] = explainPaste(paste, answers).diagnoses
    return `${one?.id} ${one?.certainty}`
  }

  test('each has an answer that changes the result', () => {
    const idle = pastes.flatMap((paste) =>
      (first(paste)?.questions ?? [])
        .filter(({ id, answers }) =>
          answers.every((answer) => outcome(paste, `${id}.${answer.id}`) === outcome(paste)),
        )
        .map(({ id }) => `${id}: ${paste.slice(0, 60)}`),
    )
    expect(idle).toEqual([])
  })

  test('“I don’t know” keeps the result and leads to the next question', () => {
    const [one, two] = asked(denied) ?? []
    const unknown = `${one}.unknown`
    expect(first(denied, unknown)?.id).toBe(first(denied)?.id)
    expect(first(denied, unknown)?.answered).toMatchObject([{ id: unknown, label: 'I don’t know' }])
    expect(asked(denied, unknown)?.[0]).toBe(two)
  })

  test('a text without an error gets “What happens?”, and every answer leads to a cause', () => {
    const paste = 'We have a problem with our reports in the Selling Partner API.'
    const [question] = first(paste)?.questions ?? []
    expect(question?.id).toBe('what-happens')
    for (const { id } of question?.answers.filter((answer) => answer.id !== 'unknown') ?? []) {
      expect(first(paste, `what-happens.${id}`)?.id, id).not.toBe('unclear')
    }
  })
})

describe('a text without any failure', () => {
  const paste = 'We are new to the Selling Partner API. How do we begin?'

  test('gets “What do you want to do?”, and every answer leads to a cause', () => {
    const [question] = first(paste)?.questions ?? []
    expect(question?.id).toBe('setup-goal')
    const known = question?.answers.filter(({ id }) => id !== 'unknown' && id !== 'failure') ?? []
    for (const { id } of known) {
      expect(first(paste, `setup-goal.${id}`)?.id, id).not.toMatch(/unclear$/)
    }
  })

  test('gets “What happens?” if something fails after all', () => {
    expect(asked(paste, 'setup-goal.failure')).toEqual(['what-happens'])
  })
})

describe('doesn’t name causes that are ruled out', () => {
  const others = (paste: string) => first(paste)?.others.join('\n')

  test('such as vendor or restricted-data causes for other operations', () => {
    const named = others(
      `GET https://sellingpartnerapi-eu.amazon.com/sellers/v1/marketplaceParticipations\n${denied}`,
    )
    expect(named).not.toMatch(/vendor operation|restricted|report|upload/i)
  })

  test('such as a grantless token if an access token was sent', () => {
    const call = `GET https://sellingpartnerapi-eu.amazon.com/sellers/v1/marketplaceParticipations\n${denied}`
    expect(others(call)).toMatch(/grantless/i)
    expect(others(`x-amz-access-token: Atza|Example\n${call}`)).not.toMatch(/grantless/i)
  })
})

describe('compares the dates of the role and the grant', () => {
  test.each([
    [
      'The role was approved on 2026-03-03; the merchant authorized us on 2026-01-12.',
      'grant-older-than-role',
    ],
    ['Rolle freigeschaltet am 3. März 2026, Shop verbunden am 12. Januar 2026.', 'grant-older-than-role'],
    ['Rôle ajouté le 3 mars 2026, le vendeur a autorisé le 12 janvier 2026.', 'grant-older-than-role'],
    [
      'El rol se añadió el 3 de marzo de 2026; el vendedor autorizó el 12 de enero de 2026.',
      'grant-older-than-role',
    ],
    ['ロールは2026年3月3日に追加、出品者の認可は2026年1月12日。', 'grant-older-than-role'],
    ['角色于2026年3月3日添加，卖家于2026年1月12日授权。', 'grant-older-than-role'],
    ['Connected 12 December 2025, role granted 3 January 2026.', 'grant-older-than-role'],
  ])('%s', (words, id) => {
    expect(first(`${words}\n${denied}`)).toMatchObject({ id, certainty: 'shown' })
  })

  test('and rules out an older grant', () => {
    const paste = `The role was added on 12 January 2026, and the merchant authorized on 3 March 2026.\n${denied}`
    const diagnosis = first(paste)
    expect([diagnosis?.title, ...(diagnosis?.others ?? [])].join('\n')).not.toMatch(/older than the role/)
  })
})

test('every diagnosis of every thread is consistent', () => {
  const all = readThreads.flatMap(({ paste }) => explainPaste(paste).diagnoses)
  for (const { id, title, certainty, cause, others, questions: open, check } of all) {
    expect(others, id).not.toContain(title)
    expect(open.length, id).toBeLessThanOrEqual(2)
    expect([title, cause, ...others].join('\n'), id).not.toMatch(/(?<![/ ]){\w+}/)
    if (certainty === 'shown') expect({ id, others, check }).toEqual({ id, others: [], check: null })
  }
})
