import type { Files } from './sound-project.ts'

const useCase = (body: string): string => `
  import { inTransaction, requireScope } from '#lib/context.ts'
  import { recordAudit } from '#lib/audit/record.ts'
  ${body}`

/** Rule → what breaks it, added to the sound project → the expected fault. */
export const broken: readonly (readonly [rule: string, files: Files, fault: string])[] = [
  [
    'nothing installs system packages',
    { 'scripts/a.ts': "spawnSync('apt-get', ['install', '-y', 'chromium'])" },
    'scripts/a.ts:1 runs a package manager',
  ],
  ['every import names a file', { 'lib/tokens/a.ts': "import './b'" }, 'lib/tokens/a.ts:1 imports ./b'],
  ['every import names a file', { 'lib/tokens/a.ts': 'await import(name)' }, 'which names no file'],

  [
    'modules import only what the table allows',
    { 'app/page.tsx': "import '#lib/store/people/accounts.ts'" },
    'app/page.tsx:1',
  ],
  ['modules import only what the table allows', { 'app/page.tsx': "import '#lib/env.ts'" }, 'app/page.tsx:1'],
  [
    'modules import only what the table allows',
    { 'api/app.ts': "await import('#lib/vault/seal.ts')" },
    'api/app.ts:1',
  ],
  [
    'modules import only what the table allows',
    { 'components/a.tsx': "import '#lib/errors.ts'" },
    'components/a.tsx:1',
  ],
  [
    'modules import only what the table allows',
    { 'lib/store/a.ts': "export * from '../amazon/regions.ts'" },
    'a.ts:1',
  ],
  [
    'modules import only what the table allows',
    { 'lib/amazon/a.ts': "import '../vault/seal.ts'" },
    'lib/amazon/a.ts:1',
  ],
  [
    'modules import only what the table allows',
    { 'lib/vault/a.ts': "export type A = import('../tokens/vend.ts').A" },
    'lib/vault/a.ts:1 imports lib/tokens/vend.ts',
  ],
  [
    'modules import only what the table allows',
    { 'lib/tokens/a.ts': "import '../authorizations/revoke.ts'" },
    'a.ts:1',
  ],
  [
    'modules import only what the table allows',
    { 'lib/people/a.ts': "import '../authorizations/revoke.ts'" },
    'a.ts:1',
  ],
  [
    'modules import only what the table allows',
    { 'simulator/a.ts': "import '#lib/errors.ts'" },
    'simulator/a.ts:1',
  ],
  [
    'modules import only what the table allows',
    { 'lib/spare/a.ts': '' },
    'lib/spare/a.ts is covered by no rule',
  ],

  ['between top folders, aliases are used', { 'app/page.tsx': "import '../lib/errors.ts'" }, 'use an alias'],

  [
    'packages stay in the module that they are bound to',
    { 'lib/tokens/a.ts': "import 'next/headers'" },
    'next/headers',
  ],
  [
    'packages stay in the module that they are bound to',
    { 'api/a.ts': "import type { A } from 'react'" },
    'react',
  ],
  [
    'packages stay in the module that they are bound to',
    { 'app/page.tsx': "import 'postgres'" },
    'lib/database/',
  ],
  [
    'packages stay in the module that they are bound to',
    { 'lib/jobs/a.ts': "import 'drizzle-orm/pg-core'" },
    'a.ts:1',
  ],
  [
    'packages stay in the module that they are bound to',
    { 'lib/people/a.ts': "import '@node-rs/argon2'" },
    'argon2',
  ],
  [
    'packages stay in the module that they are bound to',
    { 'lib/tokens/a.ts': "import 'node:crypto'" },
    'lib/vault/',
  ],

  [
    'nothing imports itself in a circle',
    { 'lib/tokens/a.ts': "import './b.ts'", 'lib/tokens/b.ts': "export { c } from './a.ts'" },
    'lib/tokens/a.ts → lib/tokens/b.ts → lib/tokens/a.ts',
  ],

  [
    'no file only passes on what others export',
    { 'lib/tokens/index.ts': 'export const a = 1' },
    'is a barrel',
  ],
  [
    'no file only passes on what others export',
    { 'lib/tokens/a.ts': "export * from './vend.ts'" },
    'is a barrel',
  ],
  [
    'no file only passes on what others export',
    { 'lib/a.ts': "import { a } from './errors.ts'; export { a }" },
    'a.ts',
  ],

  ['no file holds two nouns', { 'lib/tokens/a.ts': 'export const a = 1\n'.repeat(401) }, 'has 401 lines'],

  [
    'no comment is wider than 120 characters',
    { 'lib/tokens/a.ts': `/** ${'word '.repeat(25)}*/\nexport const a = 1\n` },
    'lib/tokens/a.ts:1 is wider',
  ],

  ['names are in kebab-case and say something', { 'lib/tokens/vendToken.ts': '' }, '"vendToken.ts" is not'],
  ['names are in kebab-case and say something', { 'app/Connect/page.tsx': '' }, '"Connect" is not'],
  ['names are in kebab-case and say something', { 'lib/utils/a.ts': '' }, 'called "utils"'],
  ['names are in kebab-case and say something', { 'lib/tokens/token-manager.ts': '' }, 'called "manager"'],

  ['no .tsx outside what Next builds', { 'lib/tokens/a.tsx': '' }, 'lib/tokens/a.tsx'],

  [
    'only lib/env.ts reads the environment',
    { 'lib/tokens/a.ts': 'export const a = process.env.A' },
    'a.ts:1',
  ],
  [
    'only lib/env.ts reads the environment',
    { 'app/a.ts': "export const a = globalThis.process['env']" },
    'a.ts:1',
  ],
  ['only lib/env.ts reads the environment', { 'api/a.ts': 'const { env } = process' }, 'api/a.ts:1'],
  [
    'only lib/env.ts reads the environment',
    { 'worker.ts': "import { env } from 'node:process'" },
    'worker.ts:1',
  ],

  [
    "only lib/amazon/ and the simulator know Amazon's hosts",
    { 'app/a.ts': "go('https://api.amazon.co.uk/x')" },
    'a.ts',
  ],
  [
    "only lib/amazon/ and the simulator know Amazon's hosts",
    { 'components/a.tsx': 'export const A = () => <a>amazon.de</a>' },
    'components/a.tsx:1',
  ],
  [
    "only lib/amazon/ and the simulator know Amazon's hosts",
    { 'api/a.ts': "'sellingpartnerapi-eu'" },
    'api/a.ts:1',
  ],

  ['only lib/vault/ does cryptography', { 'app/a.ts': 'crypto.getRandomValues(bytes)' }, 'app/a.ts:1'],
  [
    'only lib/vault/ does cryptography',
    { 'lib/tokens/a.ts': 'globalThis.crypto.subtle' },
    'lib/tokens/a.ts:1',
  ],

  [
    'digests and secrets are compared in constant time',
    { 'lib/people/a.ts': 'export const isRight = (row, mine) => row.bindingDigest !== mine' },
    'lib/people/a.ts:1',
  ],
  [
    'digests and secrets are compared in constant time',
    { 'api/a.ts': 'export const isSame = (given, text) => text === given?.expose()' },
    'api/a.ts:1',
  ],

  [
    'no instanceof on classes of ours',
    { 'app/a.ts': "import { LwaError } from '#lib/errors.ts'; export const a = b instanceof LwaError" },
    'instanceof LwaError',
  ],
  [
    'no instanceof on classes of ours',
    { 'lib/a.ts': 'class Own extends Error {}; b instanceof Own' },
    'instanceof Own',
  ],

  [
    'every write checks a scope and leaves an audit entry',
    { 'lib/keys/a.ts': useCase('export const a = (ctx) => inTransaction(ctx, (tx) => recordAudit(tx))') },
    'a calls inTransaction, but never requireScope',
  ],
  [
    'every write checks a scope and leaves an audit entry',
    {
      'lib/keys/a.ts': useCase(
        'function a(ctx) { inTransaction(ctx, (tx) => recordAudit(tx)) } export const b = (ctx) => a(ctx)',
      ),
    },
    'a calls inTransaction, but never requireScope',
  ],
  [
    'every write checks a scope and leaves an audit entry',
    {
      'lib/keys/a.ts': useCase(
        'async function a(ctx) { requireScope(ctx); recordAudit(ctx); await inTransaction(ctx, go) }',
      ),
    },
    'a calls inTransaction, but records no audit entry in it',
  ],

  [
    'transactions are opened by inTransaction',
    { 'lib/keys/a.ts': 'ctx.db.transaction(work)' },
    'lib/keys/a.ts:1',
  ],

  [
    'what is written without an audit entry stands in a table',
    { 'lib/people/a.ts': 'export const leave = (ctx) => forget(autocommit(ctx.db))' },
    'leave calls autocommit outside a transaction',
  ],
  [
    'what is written without an audit entry stands in a table',
    { 'lib/people/a.ts': 'const leave = ({ db }) => { pool.withOrWithoutTransaction(db) }' },
    'leave calls withOrWithoutTransaction',
  ],
  [
    'what is written without an audit entry stands in a table',
    { 'lib/people/a.ts': 'export function leave(ctx: Context) { forget(ctx.db as Transaction) }' },
    'leave casts to Transaction',
  ],
  [
    'transactions are opened by inTransaction',
    { 'lib/keys/a.ts': 'inTransactionOf(ctx.db, work)' },
    'lib/keys/a.ts:1',
  ],

  [
    'no object literal is spread',
    { 'lib/people/a.ts': 'export const step = { ...{ from: 1, requires: 2 }, to: 3 }' },
    'lib/people/a.ts:1 spreads an object literal',
  ],
  [
    'no object literal is spread',
    { 'components/a.tsx': 'export const a = <Step {...{ from: 1 }} />' },
    'components/a.tsx:1 spreads an object literal',
  ],
  [
    'an attempt changes its status through the table of its lifecycle only',
    {
      'lib/store/attempt-status.ts': 'export const moveAttempt = 1',
      'lib/people/a.ts': "import { moveAttempt } from '../store/attempt-status.ts'",
    },
    'lib/people/a.ts:1 imports lib/store/attempt-status.ts',
  ],
  [
    'an attempt changes its status through the table of its lifecycle only',
    {
      'lib/store/a.ts': "export const end = (db) => db.update(attempt).set({ endedAt: 1, status: 'failed' })",
    },
    'lib/store/a.ts:1 sets the status',
  ],
  [
    'an attempt changes its status through the table of its lifecycle only',
    { 'lib/store/a.ts': 'export const move = (db, change) => db.update(attempt).set(change)' },
    'lib/store/a.ts:1 sets the status',
  ],
  [
    'an attempt changes its status through the table of its lifecycle only',
    { 'lib/store/a.ts': "export const end = sql`update attempt set status = 'failed'`" },
    'lib/store/a.ts:1 sets the status',
  ],
]
