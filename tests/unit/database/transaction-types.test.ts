import { expect, test } from 'vitest'
import { type Context, inTransaction, type Tx } from '#lib/context.ts'
import type { Autocommit, Database, Transaction } from '#lib/database/pool.ts'
import { findApplication, lockApplication } from '#lib/store/applications.ts'
import { findAuthorization, lockAuthorization, updateAuthorization } from '#lib/store/authorizations.ts'
import { everything, type Visibility } from '#lib/store/visibility.ts'
import { storeRefreshed } from '#lib/tokens/install.ts'

// The type checker is the test: without an error in the next line, `@ts-expect-error` is one itself.

const writes = {
  'a write outside a transaction does not compile': (ctx: Context) =>
    // @ts-expect-error ctx.db may be outside a transaction
    updateAuthorization(ctx.db, 'id', {}),

  'a lock outside a transaction does not compile': (ctx: Context) => [
    // @ts-expect-error the lock would end with its own statement
    lockAuthorization(ctx.db, 'id', everything),
    // @ts-expect-error as above
    lockApplication(ctx.db, 'id'),
  ],

  'a write in a transaction compiles, with or without its context': (ctx: Context, db: Transaction) => [
    inTransaction(ctx, (tx) => updateAuthorization(tx.db, 'id', {})),
    updateAuthorization(db, 'id', {}),
  ],

  'a function that needs a transaction does not take any context': (ctx: Context, work: (tx: Tx) => void) =>
    // @ts-expect-error a Context is not a Tx
    work(ctx),

  'a read compiles everywhere': (ctx: Context, tx: Tx, db: Database) => [
    findApplication(ctx.db, 'id'),
    findApplication(tx.db, 'id'),
    findAuthorization(db, 'id', everything),
  ],

  "a statement that commits automatically can't be part of a transaction": (tx: Tx, db: Autocommit) => [
    // @ts-expect-error the hot path shares its statement with other callers
    storeRefreshed(tx.db, refreshed),
    storeRefreshed(db, refreshed),
  ],
}

declare const refreshed: Parameters<typeof storeRefreshed>[1]

const visibilities: readonly Visibility[] = [
  { all: true },
  { nobody: true },
  { accountId: 'a' },
  { applicationId: 'p' },
  { accountId: 'a', applicationId: 'p' },
  // @ts-expect-error an object without a limit does not mean everything
  {},
]

test('types keep writes in transactions', () => {
  expect(Object.values(writes).every((work) => typeof work === 'function')).toBe(true)
  expect(visibilities).toHaveLength(6)
})
