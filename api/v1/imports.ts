import { z } from 'zod'
import { prepareImport } from '#lib/imports/prepare.ts'
import {
  type ImportLineView,
  type ImportView,
  listImportedLines,
  listImports,
  readImport,
} from '#lib/imports/read.ts'
import { cancelImport, startImport } from '#lib/imports/start.ts'
import { Secret } from '#lib/secret.ts'
import { defineRoute, noFields } from '../route.ts'
import { diagnosis, diagnosisToWire } from './diagnoses.ts'

export const importsPath = '/api/v1/imports'
export const mostImportBytes = 8 * 1_024 * 1_024

const results = [
  ...(['pending', 'imported', 'already_here', 'quarantined', 'refused', 'invalid', 'canceled'] as const),
] satisfies ImportLineView['result'][]

const counted = z.int().min(0)
const importFields = {
  id: z.uuid(),
  state: z.enum(['running', 'finished', 'canceled']),
  source: z.enum(['page', 'api', 'command']),
  created_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
  lines: counted,
  counts: z
    .object({
      pending: counted,
      imported: counted,
      already_here: counted,
      quarantined: counted,
      refused: counted,
      invalid: counted,
      canceled: counted,
    })
    .describe('How many lines have each result.'),
}

const lineFields = z.object({
  line: z.int().describe('Where it begins in the file, from 1.'),
  result: z
    .enum(results)
    .describe(
      'already_here: an authorization has this token, or works with another one of the same seller. quarantined: an operator decides. refused: Amazon did. invalid: the line itself is faulty.',
    ),
  code: z.string().nullable().describe('Why, as a code. Null: there is nothing to say.'),
  field: z.string().nullable().describe('The column at fault.'),
  reason: z.string().nullable(),
  next: z.string().nullable().describe('What to do.'),
  detail: z.string().nullable().describe('In Amazon’s words.'),
  diagnosis: diagnosis.nullable(),
  amazon_request_id: z.string().nullable(),
  authorization_id: z.uuid().nullable(),
  attempt_id: z.uuid().nullable().describe('Where it is quarantined.'),
  selling_partner_id: z.string().nullable().describe('As stated.'),
  external_reference: z.string().nullable().describe('As stated.'),
})

const one = z.object(importFields)

export const startImportRoute = defineRoute({
  method: 'post',
  path: importsPath,
  id: 'startImport',
  summary: 'Import refresh tokens',
  description:
    'A file with one refresh token per line, up to 10,000 lines and 8 MiB, with a Content-Length. Each token is sealed on arrival, refreshed, and its marketplaces are read before the line counts; the file itself is never stored. Send an Idempotency-Key, so that a repeated request starts one import.',
  scopes: ['tokens:import'],
  file: {
    types: ['text/csv', 'application/x-ndjson'],
    description:
      'JSON Lines, or CSV with a header row. Fields: refresh_token, region or country, and optionally application, selling_partner_id, reference, tags, partner_type, account_id, authorized_at.',
  },
  mostBytes: mostImportBytes,
  hasIdempotencyKey: true,
  createsAt: importsPath,
  answer: one,
  errors: [
    'import_empty',
    'import_encoding_unknown',
    'import_header_missing',
    'import_column_unknown',
    'import_column_repeated',
    'import_quotes_open',
    'import_too_long',
  ],
  run: async ({ ctx, file, once }) => {
    const prepared = await prepareImport(ctx, new Secret(file))
    return once(async (tx) => toWire(await readImport(tx, await startImport(tx, prepared, 'api'))))
  },
})

const page = {
  cursor: z.string().max(4_000).optional().describe('next_cursor of the previous page.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}
const listQuery = z.strictObject(page)

export const importsRoute = defineRoute({
  method: 'get',
  path: importsPath,
  id: 'listImports',
  summary: 'List imports',
  description: 'Those that this key started, newest first.',
  scopes: ['tokens:import'],
  query: listQuery,
  answer: z.object({
    imports: z.array(z.object(importFields)),
    next_cursor: z.string().nullable(),
  }),
  errors: [],
  run: async ({ ctx, query: { cursor: after = null, limit } }) => {
    const { rows, next } = await listImports(ctx, { after, limit })
    return { imports: rows.map(toWire), next_cursor: next }
  },
})

export const importRoute = defineRoute({
  method: 'get',
  path: '/api/v1/imports/{id}',
  id: 'readImport',
  summary: 'Read an import',
  description: 'How far it is. With an ETag.',
  hasEtag: true,
  scopes: ['tokens:import'],
  answer: one,
  errors: ['import_not_found'],
  run: async ({ ctx, id }) => toWire(await readImport(ctx, id)),
})

const linesQuery = z.strictObject({
  ...page,
  cursor: z.coerce
    .number()
    .int()
    .min(0)
    .max(2_000_000_000)
    .optional()
    .describe(page.cursor.description ?? ''),
  result: z.enum(results).optional().describe('Default: all.'),
})

export const importLinesRoute = defineRoute({
  method: 'get',
  path: '/api/v1/imports/{id}/lines',
  id: 'listImportLines',
  summary: 'List the lines of an import',
  description: 'Each line with its result, in the order of the file. No response contains a token.',
  scopes: ['tokens:import'],
  query: linesQuery,
  answer: z.object({
    lines: z.array(lineFields),
    next_cursor: z.int().nullable(),
  }),
  errors: ['import_not_found'],
  run: async ({ ctx, id, query: { result, cursor = 0, limit } }) => {
    const results = result === undefined ? [] : [result]
    const { rows, next } = await listImportedLines(ctx, id, { results, after: cursor, limit })
    return { lines: rows.map(lineToWire), next_cursor: next }
  },
})

export const cancelImportRoute = defineRoute({
  method: 'post',
  path: '/api/v1/imports/{id}/cancel',
  id: 'cancelImport',
  summary: 'Cancel an import',
  description:
    'Cancels the lines that no process is working on and destroys their tokens. Imported lines stay. Idempotent.',
  scopes: ['tokens:import'],
  body: noFields,
  bodyIsOptional: true,
  answer: one,
  errors: ['import_not_found'],
  run: async ({ ctx, id }) => {
    await cancelImport(ctx, id)
    return toWire(await readImport(ctx, id))
  },
})

function toWire(row: ImportView) {
  return {
    id: row.id,
    state: row.state,
    source: row.source,
    created_at: row.createdAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
    lines: row.lines,
    counts: row.counts,
  }
}

function lineToWire(row: ImportLineView) {
  return {
    line: row.line,
    result: row.result,
    code: row.code,
    field: row.field,
    reason: row.reason,
    next: row.next,
    detail: row.detail,
    diagnosis: row.diagnosis && diagnosisToWire(row.diagnosis),
    amazon_request_id: row.amazonRequestId,
    authorization_id: row.authorizationId,
    attempt_id: row.attemptId,
    selling_partner_id: row.sellingPartnerId,
    external_reference: row.externalReference,
  }
}
