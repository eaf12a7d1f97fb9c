// Runs the server built by `next build`.
import './guard-app.mjs'

await import('../../.next/standalone/server.js')
