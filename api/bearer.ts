import { AppError } from '#lib/errors.ts'
import { Secret } from '#lib/secret.ts'

/** The key in `Authorization: Bearer <key>`. Throws `api_key_missing`. */
export function readBearer(header: string | undefined): Secret {
  const key = /^Bearer +([^\s]{1,200})$/i.exec(header ?? '')?.[1]
  if (key === undefined) throw new AppError('api_key_missing')
  return new Secret(key)
}
