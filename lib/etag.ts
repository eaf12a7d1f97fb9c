import { digest } from './vault/digest.ts'

/** An entity tag that changes with anything in the resource. */
export function etagOf(resource: object): string {
  return `"${digest(JSON.stringify(resource)).slice(0, 22)}"`
}

/** Whether the client has this version, by its `If-None-Match`. */
export function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return known.includes(etag) || known.includes('*')
}
