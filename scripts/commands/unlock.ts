import { systemContext } from '#lib/context.ts'
import { isAppError, wordingOf } from '#lib/errors.ts'
import { unlockPerson } from '#lib/people/unlock.ts'
import { StartError } from '../processes/start-error.ts'
import { withServices } from '../processes/with-services.ts'
import { readArguments } from './read-arguments.ts'

/** How to call it. */
export const unlockUsage = `npm run gatehouse -- unlock <email> [--remove-factors]

Unlocks a person's password after too many wrong ones.

  --remove-factors   also remove their passkeys, authenticator app and recovery codes, and sign them out everywhere`

/** `gatehouse unlock <email> [--remove-factors]` */
export async function runUnlock(args: readonly string[]): Promise<string> {
  const {
    positionals: [email],
    values: { 'remove-factors': removeFactors = false },
  } = readArguments(args, {
    usage: unlockUsage,
    options: { 'remove-factors': { type: 'boolean' } },
    most: 1,
  })
  if (email === undefined)
    throw new StartError(`Name the person to unlock by email address.\n\n${unlockUsage}`)
  return withServices(async ({ services }) => {
    const ctx = systemContext(services, 'unlock', crypto.randomUUID())
    try {
      await unlockPerson(ctx, { email, removeFactors })
    } catch (error) {
      if (isAppError(error)) throw new StartError(wordingOf(error.code, 'operator').title, { cause: error })
      throw error
    }
    return removeFactors
      ? `${email} is unlocked, signed out everywhere, and no longer has passkeys, an app or recovery codes.`
      : `${email} is unlocked. If they have lost their passkey or app, add --remove-factors.`
  })
}
