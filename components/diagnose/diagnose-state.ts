import type { PasteDiagnosis } from '#lib/diagnose/diagnose-paste.ts'

/** What became of a paste. */
export type DiagnoseState =
  | { readonly kind: 'new' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'refused'; readonly title: string; readonly next: string }
  | ({ readonly kind: 'diagnosed' } & PasteDiagnosis)

export type DiagnoseAction = (state: DiagnoseState, form: FormData) => Promise<DiagnoseState>
