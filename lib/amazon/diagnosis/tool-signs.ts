/** What a tool that fetches Amazon's data for its users fails at. Alone, these words say nothing: a tool has to be named. */
export const toolSigns = {
  'tool-setting-refused':
    /\b(?:invalid|wrong|missing|incorrect|bad) (?:\w{2,16} )?(?:config\w{0,8}|settings?|credentials?)\b|\bconfig(?:uration)?\b[^.\n]{0,16}\b(?:invalid|failed|error)|\brequired (?:property|field)\b|\breplication_(?:start|end)_date|\bstart[_ ]date\b[^.\n]{0,40}\b(?:invalid|format|pattern|required|must)\b|(?:ungültige|falsche) (?:Einstellung|Konfiguration|Zugangsdaten)|configuración (?:inválida|incorrecta)|configurations? (?:invalide|incorrecte)|設定(?:が|に)[^。\n]{0,8}(?:誤|エラー)|配置(?:错误|无效)/i,
  'tool-waits-too-short':
    /\btim(?:es?|ed|ing)[ -]?out\b|\b(?:wait\w{0,3}|poll\w{0,3})\b[^.\n]{0,60}\b(?:report|data|document|ready|generated)\b|\b(?:in_progress|in_queue)\b|\btakes? (?:too )?long|\bmax(?:imum)?[ _](?:wait|attempts|retries)\b/i,
  'tool-nothing-comes':
    /\b(?:no|zero|0) (?:new )?(?:orders?|records?|rows?|data|products?|items?|transactions?|listings?)\b[^.\n]{0,24}\b(?:import|sync|load|fetch|appear|found|read|extract|pull|emit|com|arriv|download)\w*|\b(?:orders?|products?|inventory|data|stock|listings?)\b[^.\n]{0,24}\b(?:not|never|n['’]t|cannot|can['’]t|stopped) (?:be(?:ing)? |get(?:ting)? )?(?:import|sync|load|fetch|appear|updat|pull|download|com|arriv)\w*|\bnothing (?:happens|is (?:imported|synced)|comes)\b|\bsync\w{0,4}\b[^.\n]{0,40}\b(?:without|no) (?:any )?(?:data|records|orders|rows)|(?:nicht|keine\w?)\b[^.\n]{0,40}(?:importier|übertrag|abgeruf|synchronisier|gelad)\w*|\b(?:no|sin|ningun\w?)\b[^.\n]{0,30}\b(?:import[ae]|sincroniz|descarg)\w*|\b(?:ne|n['’]|pas|aucune?)\b[^.\n]{0,40}\b(?:import|synchronis|télécharg)\w*|\b(?:non|nessun\w?)\b[^.\n]{0,30}\b(?:import|sincronizz|scaric)\w*|(?:注文|在庫|商品)[^。\n]{0,12}(?:取り込まれ|同期され|連携され)(?:ない|ません)|(?:订单|库存|商品)[^。\n]{0,12}(?:没有|不|未)(?:同步|更新|下载|抓取)/i,
} as const satisfies Record<string, RegExp>

export type ToolSign = keyof typeof toolSigns
