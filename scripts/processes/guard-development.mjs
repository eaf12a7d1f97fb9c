// Loaded by every process that `next dev` starts. Only one of them serves; the others may even run in another Node,
// which can't read our TypeScript.
if (/[\\/]start-server(\.js)?$/.test(process.argv[1] ?? '')) await import('./guard-app.mjs')
