import module from 'node:module'
import { fileURLToPath } from 'node:url'

// Imported first by run.mjs and run-leashed.mjs: it cuts the work of every start to a third.

// Node caches compiled code. If nothing can be written, it doesn't.
module.enableCompileCache?.(
  fileURLToPath(new URL('../node_modules/.cache/gatehouse-modules', import.meta.url)),
)

// Node 24 parses the package.json of a package again for each of its modules, and that of drizzle-orm is 180 kB: it
// took two seconds. All of its modules have the same format, and import one another by their files' names.
const folder = '/node_modules/drizzle-orm/'
const found = new Map()
module.registerHooks?.({
  resolve(specifier, context, next) {
    const isImport = context.conditions.includes('import')
    if (isImport && specifier.startsWith('.') && context.parentURL?.includes(folder)) {
      return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
    }
    if (!isImport || !/^drizzle-orm(\/|$)/.test(specifier)) return next(specifier, context)
    const resolved = found.get(specifier) ?? next(specifier, context)
    found.set(specifier, resolved)
    return { ...resolved, format: 'module', shortCircuit: true }
  },
})
