import 'server-only'
import { headers } from 'next/headers'
import { paths } from '#components/paths.ts'
import type { SignedInActor } from '#lib/people/sessions.ts'

/** Each has its own session, so that an operator and a seller can be signed in in one browser. */
export type Area = 'operators' | 'sellers'

/** The requested page, as `proxy.ts` records it: path and query. */
export async function askedPath(): Promise<string> {
  return (await headers()).get('x-gatehouse-path') ?? '/'
}

export async function currentArea(): Promise<Area> {
  return areaOf(await askedPath())
}

/** The area of one of our paths, with or without its query. The sign-in pages belong to the area that they lead to. */
export function areaOf(target: string): Area {
  const [path = '', query] = target.split('?', 2)
  if (path === paths.signIn() || path === paths.secondStep())
    return areaOf(new URLSearchParams(query).get('next') ?? '/')
  return path === paths.overview || path.startsWith(`${paths.overview}/`) ? 'operators' : 'sellers'
}

export function areaOfActor({ kind }: Pick<SignedInActor, 'kind'>): Area {
  return kind === 'operator' ? 'operators' : 'sellers'
}
