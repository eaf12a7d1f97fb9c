import { queryOptions } from '@tanstack/react-query'
import {
  createLoader,
  createSerializer,
  type inferParserType,
  type ParserMap,
  type UrlKeys,
} from 'nuqs/server'
import { paths } from '../paths.ts'
import { after } from './parameters.ts'
import { readJson } from './read-json.ts'

/** A page of a list, as it is sent to the browser. */
export interface ListPage<Row> {
  readonly rows: readonly Row[]
  /** The cursor of the next page; null on the last one. */
  readonly next: string | null
  /** ISO 8601. It makes each read a new page, even with equal rows: `useList` tells pages apart by identity. */
  readonly readAt: string
  /** Set by the browser if it read the page itself. */
  readonly isRead?: true
}

/** As Next provides them to a page; a repeated parameter is an array. */
export type SearchParameters = Readonly<Record<string, string | string[] | undefined>>

/** The values of a list's parameters, all of which are in the URL. */
export type Shown<V> = V extends { parse: (input: never) => infer Values } ? Values : never

type Values<Parsers extends ParserMap> = inferParserType<Parsers & { after: typeof after }>

interface Definition<Parsers extends ParserMap> {
  /** Names the query and the data's URL. */
  readonly name: string
  /** Path of the page. */
  readonly path: string
  /** The path of its data; left out: derived from its name. */
  readonly dataPath?: string
  /** In addition to `after`. */
  readonly parsers: Parsers
  /** For parameters with another name in the address. */
  readonly urlKeys?: UrlKeys<Parsers>
  /** How often an open page polls for changes. */
  readonly refreshEveryMs: number
}

/**
 * Everything about a list that depends on its parameters: reading them from an address and writing them into one, and
 * the query that keeps the list fresh. `defineView<Page>()({ … })`: TypeScript infers the rest.
 */
export function defineView<Page extends object>() {
  return function define<Parsers extends ParserMap>({
    name,
    path,
    dataPath = paths.data(name),
    refreshEveryMs,
    ...rest
  }: Definition<Parsers>) {
    const parsers = { ...rest.parsers, after }
    const urlKeys = (rest.urlKeys ?? {}) as UrlKeys<typeof parsers>
    const load = createLoader(parsers, { urlKeys })
    const write = createSerializer(parsers, { urlKeys }) as (base: string, values: Values<Parsers>) => string
    const parse = (input: SearchParameters | URLSearchParams) =>
      load(input as URLSearchParams) as Values<Parsers>
    return {
      name,
      path,
      parsers,
      urlKeys,
      parse,
      /** The list without any parameter. */
      whole: parse({}),
      /** The address with a change. Changing a filter starts at the first page, unless `change` has an `after`. */
      href(shown: Values<Parsers>, change: Partial<Values<Parsers>> = {}): string {
        return write(path, { ...shown, after: null, ...change })
      },
      /** The parameters, for the hidden fields of a form that works without a script. */
      fields(
        shown: Values<Parsers>,
        change: Partial<Values<Parsers>> = {},
      ): Readonly<Record<string, string>> {
        return Object.fromEntries(new URLSearchParams(write('', { ...shown, after: null, ...change })))
      },
      /** The query that reads the page and keeps it fresh. */
      query(shown: Values<Parsers>) {
        const parameters = write('', shown)
        return queryOptions({
          queryKey: [name, parameters],
          queryFn: async ({ signal }) => ({
            ...(await readJson<Page>(`${dataPath}${parameters}`, signal)),
            isRead: true as const,
          }),
          refetchInterval: refreshEveryMs,
          staleTime: refreshEveryMs / 2,
        })
      },
    }
  }
}
