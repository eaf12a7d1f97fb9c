import type { ApiKeyView } from '#lib/keys/api-keys.ts'
import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { search } from '../list/parameters.ts'
import { paths } from '../paths.ts'

const define = (name: string, path: string) =>
  defineView<ListPage<ApiKeyView>>()({ name, path, parsers: { search }, refreshEveryMs: 30_000 })

/** The keys of programs, and those of agents. */
export const keysViews = {
  program: define('keys', paths.keys),
  agent: define('agents', paths.agents),
} as const

export type KeysShown = Shown<(typeof keysViews)['program']>
