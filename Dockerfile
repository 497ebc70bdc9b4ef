# syntax=docker/dockerfile:1
# Two images from one build: target "api" serves HTTP and the web, target "worker" runs jobs and migrations.
# The Node version is that of package.json's optionalDependencies; test/deploy/compose.spec.ts keeps them together.

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json nest-cli.json ./
COPY tools tools
COPY apps apps
COPY libs libs
RUN node tools/build.mjs

FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The embedded PostgreSQL and Node for the desktop start are optional dependencies; a container needs neither.
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund

FROM node:24.21.0-bookworm-slim AS runtime
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
# A new volume takes over the owner of the folder that it is mounted on.
RUN mkdir -p /var/lib/maru/files && chown node:node /var/lib/maru/files
USER node
STOPSIGNAL SIGTERM

FROM runtime AS worker
CMD ["node", "--enable-source-maps", "dist/apps/worker/apps/worker/src/main.js"]

FROM runtime AS api
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/apps/api/apps/api/src/main.js"]
