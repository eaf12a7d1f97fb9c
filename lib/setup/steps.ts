import type { Context, Tx } from '../context.ts'

/** One item of a setup, compared with what exists. */
export interface SetupStep {
  /** `conflict`: it can't be applied. `details` say why. */
  readonly kind: 'create' | 'change' | 'same' | 'conflict'
  readonly what: string
  /** The changes. Never the value of a secret. */
  readonly details: readonly string[]
  readonly run?: (tx: Tx) => Promise<void>
  /** Asks Amazon, so it can't be part of a transaction. */
  readonly runAfter?: (ctx: Context) => Promise<void>
}

/**
 * `init`: runs at each start. It adds missing items and changes nothing, so that changes in the dashboard survive.
 * `apply`: for a person who runs the command. It also changes items that differ.
 */
export type SetupMode = 'init' | 'apply'

const mark = { create: '+', change: '~', same: '=', conflict: '!' } as const

/** A line for each item, and below it its changes. */
export function describeSteps(steps: readonly SetupStep[]): string {
  return steps
    .flatMap(({ kind, what, details }) => [
      `${mark[kind]} ${what}`,
      ...details.map((detail) => `    ${detail}`),
    ])
    .join('\n')
}
