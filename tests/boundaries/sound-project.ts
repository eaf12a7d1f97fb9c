export type Files = Readonly<Record<string, string>>

/** A small project that keeps every rule. */
export const sound: Files = {
  'lib/errors.ts': 'export const a = 1',
  'lib/env.ts': 'export const environment = process.env.PORT',
  'lib/context.ts': 'export const inTransaction = 1; export const requireScope = 1',
  'lib/services.ts': "import '#lib/env.ts'; import './tokens/vend.ts'",
  'lib/audit/record.ts': 'export const recordAudit = (ctx) => insertAudit(withOrWithoutTransaction(ctx.db))',
  'lib/store/people/accounts.ts':
    "import 'drizzle-orm'; import type { Region } from '#lib/amazon/regions.ts'",
  'lib/amazon/regions.ts': "export type Region = 'na'; export const host = 'https://api.amazon.com'",
  'lib/vault/seal.ts': "import { createCipheriv } from 'node:crypto'; export const seal = createCipheriv",
  'lib/tokens/vend.ts': "import '#lib/store/people/accounts.ts'; import '../vault/seal.ts'",
  'lib/authorizations/revoke.ts': `
    import { inTransaction, requireScope } from '#lib/context.ts'
    import { recordAudit } from '#lib/audit/record.ts'
    export async function revoke(ctx) { requireScope(ctx, 'write'); await inTransaction(ctx, (tx) => recordAudit(tx)) }`,
  'app/connect/[id]/page.tsx': "import { useState } from 'react'; import '#lib/authorizations/revoke.ts'",
  'components/ui/button.tsx':
    "import type { Region } from '#lib/amazon/regions.ts'; export const Button = () => <b>Go</b>",
  'simulator/hosts.ts': "import '#lib/amazon/regions.ts'",
}
