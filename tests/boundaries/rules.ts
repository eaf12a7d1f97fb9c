import {
  amazonHosts,
  comparedSecrets,
  environmentReads,
  globalCryptography,
  instanceofOurs,
  spreadLiterals,
  systemInstallers,
} from './code.ts'
import { forbiddenImports, importsLeadingNowhere, relativeImportsLeavingHome } from './imports.ts'
import { attemptStatusWrites } from './lifecycle.ts'
import type { Project } from './modules.ts'
import { packagesOutOfModule } from './packages.ts'
import { badNames, barrels, importCycles, longFiles, strayTsx, wideComments } from './shape.ts'
import { transactionsBesideContext, transactionsWithoutTrace } from './transactions.ts'
import { writesWithoutTrace } from './writes.ts'

/** Returns one sentence per fault. */
export type Rule = (project: Project) => readonly string[]

export const rules: Readonly<Record<string, Rule>> = {
  'every import names a file': importsLeadingNowhere,
  'modules import only what the table allows': forbiddenImports,
  'between top folders, aliases are used': relativeImportsLeavingHome,
  'packages stay in the module that they are bound to': packagesOutOfModule,
  'nothing imports itself in a circle': importCycles,
  'no file only passes on what others export': barrels,
  'no file holds two nouns': longFiles,
  'no comment is wider than 120 characters': wideComments,
  'names are in kebab-case and say something': badNames,
  'no .tsx outside what Next builds': strayTsx,
  'only lib/env.ts reads the environment': environmentReads,
  "only lib/amazon/ and the simulator know Amazon's hosts": amazonHosts,
  'only lib/vault/ does cryptography': globalCryptography,
  'digests and secrets are compared in constant time': comparedSecrets,
  'no instanceof on classes of ours': instanceofOurs,
  'no object literal is spread': spreadLiterals,
  'nothing installs system packages': systemInstallers,
  'every write checks a scope and leaves an audit entry': transactionsWithoutTrace,
  'transactions are opened by inTransaction': transactionsBesideContext,
  'what is written without an audit entry stands in a table': writesWithoutTrace,
  'an attempt changes its status through the table of its lifecycle only': attemptStatusWrites,
}
