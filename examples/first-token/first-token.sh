#!/bin/sh
# From a fresh clone to an access token, without a browser: installs and builds Gatehouse, starts it beside a simulated
# Amazon, imports a refresh token, and asks for an access token as a program would. It needs Node and curl, keeps everything
# in a temporary folder, and stops what it started.
set -eu
cd "$(dirname "$0")/../.."

app_port=${PORT:-3700}
api_port=${API_PORT:-3701}
amazon_port=${SIMULATOR_PORT:-4370}
amazon=http://127.0.0.1:$amazon_port
api=http://127.0.0.1:$api_port
application_id=amzn1.sp.solution.00000000-0000-4000-8000-000000000001
client_id=amzn1.application-oa2-client.00000000000000000000000000000001
seller=A1USHARBORPINE

began=$(date +%s)
folder=$(mktemp -d)
programs=
stop() {
  for program in $programs; do kill "$program" 2>/dev/null || true; done
  wait
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 1' INT TERM

say() {
  echo "$(($(date +%s) - began)) s: $1"
}

# Reads one value of the JSON on standard input: field 'result.refreshToken'.
field() {
  node -e '
    let text = ""
    process.stdin.on("data", (part) => (text += part)).on("end", () => {
      const value = process.argv[1].split(".").reduce((one, name) => one?.[name], JSON.parse(text))
      if (value === undefined) throw new Error(`there is no ${process.argv[1]} in ${text}`)
      console.log(value)
    })' "$1"
}

# Waits until an address answers with success. A program that has ended by then says why in its log.
wait_for() {
  for _ in $(seq 300); do
    curl --silent --fail --output /dev/null "$1" && return
    kill -0 "$2" 2>/dev/null || break
    sleep 0.2
  done
  cat "$3" >&2
  exit 1
}

random() {
  node -e 'console.log(require("node:crypto").randomBytes(32).toString("base64url"))'
}

[ -d node_modules ] || npm ci --no-fund --no-audit --loglevel=error
say 'installed'
npm run --silent build >"$folder/build.log" 2>&1 || { cat "$folder/build.log" >&2; exit 1; }
say 'built'

client_secret=amzn1.oa2-cs.v1.$(random)
npm run --silent simulator -- --port "$amazon_port" --tls-port off --data "$folder" --status published \
  --application-id "$application_id" --client-id "$client_id" --client-secret "$client_secret" \
  >"$folder/amazon.log" 2>&1 &
amazon_program=$!
programs=$amazon_program
wait_for "$amazon/" "$amazon_program" "$folder/amazon.log"

npm run --silent gatehouse -- new-api-key >"$folder/api-key"
env PORT="$app_port" API_PORT="$api_port" APP_URL="http://localhost:$app_port" AMAZON_BASE_URL="$amazon" \
  GATEHOUSE_DATA="$folder/data" GATEHOUSE_KEYS="k1:$(random)" AUTH_SECRET="$(random)" \
  SP_API_APPLICATION_ID="$application_id" LWA_CLIENT_ID="$client_id" LWA_CLIENT_SECRET="$client_secret" \
  SP_API_APPLICATION_STATUS=published GATEHOUSE_INIT_API_KEY_FILE="$folder/api-key" \
  npm start --silent >"$folder/gatehouse.log" 2>&1 &
gatehouse_program=$!
programs="$programs $gatehouse_program"
wait_for "$api/readyz" "$gatehouse_program" "$folder/gatehouse.log"
say 'running'

# What a program of the company's does.
ask() {
  curl --silent --show-error --fail-with-body --header "Authorization: Bearer $(cat "$folder/api-key")" "$@"
}

refresh_token=$(curl --silent --fail --header 'Content-Type: application/json' \
  --data "{\"sellingPartnerId\":\"$seller\",\"workflow\":\"self\"}" "$amazon/_/refresh-tokens" | field result.refreshToken)
import=$(printf 'refresh_token,country,selling_partner_id\n%s,US,%s\n' "$refresh_token" "$seller" |
  ask --header 'Content-Type: text/csv' --data-binary @- "$api/api/v1/imports" | field id)
for _ in $(seq 150); do
  [ "$(ask "$api/api/v1/imports/$import" | field state)" = finished ] && break
  sleep 0.2
done
authorization=$(ask "$api/api/v1/imports/$import/lines" | field lines.0.authorization_id)
say "imported the authorization $authorization"

access_token=$(ask --request POST "$api/api/v1/authorizations/$authorization/access-token" | field access_token)
say "got the access token $(echo "$access_token" | cut -c1-12)…"

curl --silent --fail --header "x-amz-access-token: $access_token" \
  "$amazon/sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations" | field payload.0.storeName >"$folder/store"
say "Amazon accepts it: the store is $(cat "$folder/store")"
