import { hash, parseOptions, verify } from '@node-rs/argon2'
import { expect, test, vi } from 'vitest'
import { disablePerson } from '#lib/people/manage.ts'
import { signIn } from '#lib/people/sign-in.ts'
import { signUp } from '#lib/people/sign-up.ts'
import { Secret } from '#lib/secret.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createPeopleWorld, goodPassword } from '../flows/people-world.ts'

// Isolated: a package can be watched only if it was never imported before.
vi.mock('@node-rs/argon2', { spy: true })

const world = createPeopleWorld(await useDatabase())

const tryToSignIn = (email: string) =>
  signIn(world.visitor('198.51.100.9'), { email, password: new Secret('wrong'), userAgent: null })

const makeSeller = (email: string) =>
  signUp(world.system, { email, name: 'Blue Kettle', password: new Secret(goodPassword) })

test('E1: an unknown email address costs as much work as a wrong password', async () => {
  await makeSeller('fay@example.com')
  const gone = await makeSeller('gail@example.com')
  await disablePerson(world.system, gone.personId)
  /** The cost of each hash that is made. */
  const workOf = async (email: string) => {
    vi.mocked(verify).mockClear()
    vi.mocked(hash).mockClear()
    await tryToSignIn(email).catch(() => {})
    expect(hash).not.toHaveBeenCalled()
    return vi.mocked(verify).mock.calls.map(([made]) => parseOptions(String(made)))
  }
  // The hash that unknown addresses are compared with is created once.
  await tryToSignIn('warm-up@example.com').catch(() => {})
  const known = await workOf('fay@example.com')
  expect(known).toHaveLength(1)
  expect(await workOf('nobody-at-all@example.com')).toEqual(known)
  expect(await workOf('gail@example.com')).toEqual(known)
})
