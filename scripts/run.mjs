import './quick-start.mjs'

// Plain JavaScript, so that a Node too old for our TypeScript can still report it.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Gatehouse needs Node 22.18 or newer, and this is ${process.versions.node}. Install a newer Node; on Linux, npm ci without --omit=optional brings one.\n`,
  )
  process.exit(1)
}

/** Their messages are written for people; a stack trace would only hide them. */
const plain = new Set(['EnvironmentError', 'EmbeddedError', 'StartError'])

const [name = '', ...args] = process.argv.slice(2)
process.argv.splice(1, process.argv.length - 1, new URL(`./${name}.ts`, import.meta.url).pathname, ...args)
try {
  await import(`./${name}.ts`)
} catch (error) {
  const isPlain = plain.has(error?.name) || error?.code?.startsWith?.('ERR_PARSE_ARGS_')
  process.stderr.write(`${isPlain ? error.message : (error?.stack ?? error)}\n`)
  process.exit(1)
}
