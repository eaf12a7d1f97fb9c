import type { Context } from '../context.ts'
import { autocommit } from '../database/pool.ts'
import { seals } from '../seals.ts'
import { Secret } from '../secret.ts'
import { claimSetting, readSetting } from '../store/settings.ts'
import { keyedDigest } from '../vault/digest.ts'
import { randomToken } from '../vault/random.ts'
import { open, seal } from '../vault/seal.ts'

const settingName = 'grant_digest_key'
const binding = seals.setting.value({ name: settingName })

/**
 * Identifies a grant for which Amazon provides no merchant token: a digest of its refresh token. Its key is random,
 * created once per database and sealed there, so that it survives the rotation of all other keys. Not for use within a
 * transaction.
 */
export async function readTokenDigest(ctx: Context): Promise<(refreshToken: Secret) => string> {
  const fresh = () => seal(ctx.keyRing, new Secret(randomToken()), binding)
  const sealed =
    (await readSetting(ctx.db, settingName)) ?? (await claimSetting(autocommit(ctx.db), settingName, fresh()))
  const key = open(ctx.keyRing, sealed, binding)
  return (refreshToken) => `token:${keyedDigest(key, refreshToken)}`
}

export async function tokenGrantKey(ctx: Context, refreshToken: Secret): Promise<string> {
  return (await readTokenDigest(ctx))(refreshToken)
}
