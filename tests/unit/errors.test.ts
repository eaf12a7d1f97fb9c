import { describe, expect, test } from 'vitest'
import { commonErrors } from '#api/route.ts'
import { routes } from '#api/v1/routes.ts'
import type { Audience } from '#lib/errors/facts.ts'
import {
  AppError,
  type ErrorCode,
  errors,
  isAppError,
  isVaultError,
  VaultError,
  wordingOf,
} from '#lib/errors.ts'

const audiences: readonly Audience[] = ['seller', 'operator', 'program']

describe.each(Object.entries(errors))('%s', (code, { status }) => {
  test.each(audiences)('has an HTTP status, and a text for the %s that says what to do next', (audience) => {
    const { title, next } = wordingOf(code as ErrorCode, audience)
    expect([400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 500, 502, 503]).toContain(status)
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(title).toMatch(/^[A-Z][^.!]+$/)
    expect(next).toMatch(/^[A-Z].+\.$/)
    expect(title + next).not.toMatch(/[!]|undefined|null| {2}|please try again later\. please/i)
    expect(title.length).toBeLessThanOrEqual(80)
  })
})

test.each([...new Set([...commonErrors, ...routes.flatMap((route) => route.errors)])])(
  'programs read nothing of forms and pages in %s',
  (code) => {
    const { title, next } = wordingOf(code, 'program')
    expect(`${title}. ${next}`).not.toMatch(
      /Go back|connect page|signed in|\bEnter |from the list|your connections|Start again|Please enter/,
    )
  },
)

test('an unknown address is explained to people as a page, and to programs as a route of a version', () => {
  expect(wordingOf('not_found', 'operator')).toEqual({ title: 'Page not found', next: 'Check the address.' })
  expect(wordingOf('not_found', 'program').next).toBe('Check the path and the version in it.')
})

test('an error carries its code, its details and its cause, and its message shows no details', () => {
  const cause = new Error('x')
  const error = new AppError('state_used', { attemptId: 'Canary' }, { cause })
  expect(error).toMatchObject({
    code: 'state_used',
    details: { attemptId: 'Canary' },
    cause,
    name: 'AppError',
  })
  expect(error.message).toBe('state_used: This authorization was already used')
})

test('errors of another copy of lib/ are recognized by their brand, and nothing else is', () => {
  expect(isAppError({ [Symbol.for('gatehouse.error')]: true })).toBe(true)
  expect(isAppError(new AppError('internal'))).toBe(true)
  expect(isVaultError({ [Symbol.for('gatehouse.vault-error')]: true })).toBe(true)
  expect(isVaultError(new VaultError('cannot_open'))).toBe(true)
  for (const other of [
    null,
    undefined,
    'x',
    {},
    new Error('internal'),
    { code: 'internal' satisfies ErrorCode },
  ]) {
    expect(isAppError(other)).toBe(false)
    expect(isVaultError(other)).toBe(false)
  }
})

test('an error has its own text for an audience that the general one wouldn’t help', () => {
  expect(wordingOf('internal', 'seller').next).toContain('contact the company')
  expect(wordingOf('internal', 'operator').next).toContain('the app’s log')
  expect(wordingOf('internal', 'program')).toEqual({
    title: 'Something went wrong on our side',
    next: 'Retry with backoff. If it persists, give an operator the request id.',
  })
})
