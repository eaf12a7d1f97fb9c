/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['pg-boss', 'pino', '@node-rs/argon2', 'postgres'],
}
