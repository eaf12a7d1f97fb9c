/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  // forbidden() answers 403 where a seller opens a page of the operators.
  experimental: { authInterrupts: true },
  serverExternalPackages: ['pg-boss', 'pino', '@node-rs/argon2', 'postgres'],
}
