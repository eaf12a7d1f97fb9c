import type { Context } from '../context.ts'
import { Secret } from '../secret.ts'
import { claimSetting, readSetting } from '../store/settings.ts'
import { keyedDigest } from '../vault/digest.ts'
import { randomToken } from '../vault/random.ts'
import { type Binding, open, seal } from '../vault/seal.ts'

const settingName = 'grant_digest_key'
const binding: Binding = { table: 'setting', column: 'value', rowId: settingName }

/**
 * What makes a grant one where Amazon tells no merchant token: a digest of its refresh token. Its key is random, made
 * once for each database and sealed there, so that it outlives the rotation of every other key.
 */
export async function tokenGrantKey(ctx: Context, refreshToken: Secret): Promise<string> {
  const fresh = () => seal(ctx.keyRing, new Secret(randomToken()), binding)
  const sealed =
    (await readSetting(ctx.db, settingName)) ?? (await claimSetting(ctx.db, settingName, fresh()))
  return `token:${keyedDigest(open(ctx.keyRing, sealed, binding), refreshToken)}`
}
