import { systemContext } from '#lib/context.ts'
import { isAppError, wordingOf } from '#lib/errors.ts'
import { unlockPerson } from '#lib/people/unlock.ts'
import { StartError } from '../processes/start-error.ts'
import { withServices } from '../processes/with-services.ts'

/** `gatehouse unlock <email> [--remove-factors]` */
export async function runUnlock(args: readonly string[]): Promise<string> {
  const removeFactors = args.includes('--remove-factors')
  const [email, ...others] = args.filter((arg) => arg !== '--remove-factors')
  if (email === undefined || others.length > 0)
    throw new StartError('Say whom to unlock: npm run gatehouse -- unlock <email> [--remove-factors]')
  return withServices(async (services) => {
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
