import 'server-only'
import { headers } from 'next/headers'
import { paths } from '#components/paths.ts'
import type { SignedInActor } from '#lib/people/sessions.ts'

/** Each has a session of its own, so that an operator and a seller can be signed in in one browser. */
export type Area = 'operators' | 'sellers'

/** The page that is asked for, as `proxy.ts` writes it down: path and query. */
export async function askedPath(): Promise<string> {
  return (await headers()).get('x-gatehouse-path') ?? '/'
}

export async function currentArea(): Promise<Area> {
  return areaOf(await askedPath())
}

/** The area of one of our paths, with or without its query. The sign-in pages belong to where they lead. */
export function areaOf(target: string): Area {
  const [path = '', query] = target.split('?', 2)
  if (path === paths.signIn() || path === paths.secondStep())
    return areaOf(new URLSearchParams(query).get('next') ?? '/')
  return path === paths.overview || path.startsWith(`${paths.overview}/`) ? 'operators' : 'sellers'
}

export function areaOfActor({ kind }: Pick<SignedInActor, 'kind'>): Area {
  return kind === 'operator' ? 'operators' : 'sellers'
}
