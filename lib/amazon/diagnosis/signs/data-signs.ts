import { either } from '../expression-filter.ts'
import { roleName } from '../role-words.ts'

/** What people say about data, accounts and pages when Amazon refuses nothing. */
export const dataSigns = {
  'says-only-own': /\bonly (?:\w{2,8} ){0,3}(?:my|our|own|ours|mine)\b/i,
  'says-where':
    /\bwhere (?:do|can|is|are|to)\b|\bis there (?:any|a|no) way\b|\bis it possible\b|\b(?:has|have|is) no (?:\w+ )?(?:price|stock|name|image|field|value|data|address|fees?|rank|reviews?)\b|\bwo (?:finde|bekomme)|dónde|\boù\b|\bdove\b|どこ|哪里/i,
  'says-accepted':
    /\bACCEPTED\b|\bsuccess\w{0,5}|\bmessagesSuccessful\b|\b(?:without|no) (?:any )?(?:errors?|issues?)\b|\bprocessed\b|\b20[0-4]\b|\bOK\b|erfolgreich|correctamente|avec succès|con successo|正常(?:に|终了)|成功/i,
  'says-unchanged':
    /\b(?:does(?:n['’]t| not)|do(?:n['’]t| not)|did(?:n['’]t| not)|is(?:n['’]t| not)|are(?:n['’]t| not)|was(?:n['’]t| not)|were(?:n['’]t| not)|never|nothing|not) (?:\w{2,10} )?(?:chang\w{1,3}|updat\w{1,3}|appl(?:y|ied)|reflect\w{0,3}|show(?:n|s|ing)? up|appear\w{0,3}|visible|live|take effect|synced)\b|\b(?:stays?|stayed|remains?|remained) \w|\bstill (?:the same|unchanged|the old|at the old|as before|zero|unshipped|pending|0\b)|\bno (?:change|effect)\b|ändert sich nicht|\b(?:bleibt|bleiben|queda|sigue igual|reste|rimane)\b|まま|仍然|unverändert|no cambia|ne change pas|non cambia|反映されない|変わらない|没有变化|没有更新|不生效/i,
  'names-listing':
    /\b(?:orders?|listings?|prices?|quantit(?:y|ies)|stock|inventory|feeds?|images?|titles?|products?|shipments?|offers?|Preis|Bestand|precio|prix|prezzo)\b|在庫|価格|価額|库存|价格/i,
  'says-list-incomplete':
    /\b(?:only|just|never more than|at most|no more than|max(?:imum)?(?: of)?|nur|solo|sólo|seulement|que)\s(?:\w{1,12}\s){0,2}\d{1,5}\b[^.\n]{0,16}\b(?:orders|items|results|records|rows|lines|listings|products|transactions|entries|SKUs|ASINs|offers|shipments|reports|Bestellungen|Artikel|pedidos|productos|commandes|produits|ordini|prodotti)\b|\b(?:returns?|returned|get|gets|got|receives?|fetch\w{0,3})\b[^.\n]{0,24}\b(?:only|just) (?:the )?(?:first |last )?\d{1,5}\b|\b(?:not all|only some|some|few|fewer|less)(?: of)?(?: the| my| our)? (?:orders|items|results|records|rows|lines|listings|products|transactions|entries|SKUs|ASINs|offers|shipments|reports|Bestellungen|Artikel|pedidos|productos|commandes|produits|ordini|prodotti)\b[^.\n]{0,24}\b(?:are |is |were )?(?:returned|missing|listed|shown|come|included)|\bmissing (?:some |many |a few |\d{1,4} )(?:orders|items|results|records|rows|lines|listings|products|transactions|entries|SKUs|ASINs|offers|shipments|reports|Bestellungen|Artikel|pedidos|productos|commandes|produits|ordini|prodotti)\b|(?:orders|items|results|records|rows|lines|listings|products|transactions|entries|SKUs|ASINs|offers|shipments|reports|Bestellungen|Artikel|pedidos|productos|commandes|produits|ordini|prodotti)\b[^.\n]{0,24}\bmissing from (?:the )?(?:response|result|report|list)/i,
  'says-duplicates':
    /\b(?:duplicates?|duplicated|twice|two times|repeated(?:ly)?|same (?:order|item|row|record|event|page|results?)s? (?:again|twice|on))\b[^.\n]{0,60}|\b(?:doppelt|duplicad[oa]s?|en double|duplicat[oi]|重複|重复)/i,
  'names-paging':
    /\b(?:pag(?:e|es|ing|ination)|next_?token|list\w{0,4}|report|rows?|orders?|items?|results?|events?|notifications?|Seite|página|pagina)\b/i,
  'says-time-shifted':
    /\btime ?zones?\b|\b(?:PST|PDT|EDT|CET|JST)\b|(?:\d\s?|in |to |from |or )EST\b|\b(?:day|evening|night) before\b|\b(?:one|a|1|two|\d{1,2}) (?:day|hour)s? (?:earlier|later|off|behind|ahead|too (?:early|late))\b|\bwrong (?:date|day|time|hour)\b|\bUTC\b[^.\n]{0,40}\b(?:local|PST|PDT|CET|JST|offset|or)\b|Zeitzone|zona horaria|fuseau horaire|fuso orario|タイムゾーン|時差|时区/i,
  'says-registration-pending': either(
    String.raw`\b(?:abgelehnt|abgewiesen|rechazad[oa]|rifiutat[oa])\b[^.\n]{0,40}\b(?:perfil|pro?fil\w?|solicitud|Anwendung|aplicación|application|applicazione|Rolle|rol|ruolo)\b|refusé[^.\n]{0,40}\b(?:profil|application|rôle)`,
    String.raw`\b(?:roles?|${roleName})\b[^.\n]{0,30}\b(?:pending|under review|in review|rejected|declined)\b`,
    String.raw`\b(?:developer profile|(?:our|my|the|an?) (?:\w+ )?(?:app(?:lication)?|profile|registration|listing request)|PII|restricted roles?|solution provider)\b[^.\n]{0,60}\b(?:(?:under|in) review|pending|rejected|declined|not (?:been )?(?:accepted|approved)|gr[ea]yed|disabled|waiting for)\b`,
    String.raw`\b(?:rejected|declined|refused|denied|did(?:n['’]t| not) approve|won['’]t approve)\b[^.\n]{0,24}\b(?:our|my|the) (?:\w+ )?(?:app(?:lication)?|profile|registration|request|use case)\b`,
    String.raw`\b(?:button|menu|option|checkbox|link|tab|page|role)s?\b[^.\n]{0,60}\b(?:gr[ea]yed|disabled|(?:is|are) missing|not (?:there|shown|visible|available|clickable)|inactive)\b`,
    String.raw`\b(?:can(?:not|['’]t)|unable to|don['’]t) (?:see|find|select|click|add|create|register)\b[^.\n]{0,40}\b(?:develop apps|developer (?:central|console|profile)|app client|new app|application|role|button|menu)\b`,
    'Entwicklerprofil[^.\\n]{0,60}(?:geprüft|abgelehnt|ausstehend)|perfil de desarrollador[^.\\n]{0,60}(?:revisión|rechazad|pendiente)|profil (?:de )?développeur[^.\\n]{0,60}(?:examen|refus|attente)|profilo sviluppatore[^.\\n]{0,60}(?:revisione|rifiutat|attesa)|開発者プロフィール[^。\\n]{0,20}(?:審査|却下)|开发者(?:资料|档案|账号)[^。\\n]{0,20}(?:审核|被拒|拒绝)',
  ),
  'says-docs-differ':
    /\b(?:documentation|docs|reference|swagger|model|guide|schema|example)\b[^.\n]{0,60}\b(?:wrong|differs?|incorrect|outdated|typo|contradict\w{0,3}|missing|(?:does(?:n['’]t| not)|do(?:n['’]t| not)) (?:have|list|match|mention|include|contain|say|exist)|bug)\b|\btypos?\b[^.\n]{0,24}\b(?:docs?|documentation|reference|model)\b|\b(?:documentation|docs?) (?:bug|issue|error|mistake)\b|\b(?:according to|contrary to|as per) (?:the )?(?:documentation|docs|reference)\b/i,
  'says-other-marketplace-answers':
    /\b(?:default|wrong|other|different|US|american?) marketplace\b[^.\n]{0,60}\b(?:returns?|returned|answers?|searche?s?|used|uses)\b|\b(?:returns?|returned|answers?|searche?s?|uses?|got|gets?|shows?)\b[^.\n]{0,40}\b(?:default|wrong|other|different|US|americas?) marketplace|marketplace[^.\n]{0,40}\b(?:is )?(?:ignored|overwritten|overridden|reset)\b/i,
  'says-case-matters':
    /\bcase[- ]?(?:in)?sensitiv|\bcapitali[sz]|\b(?:lower|upper|camel|wrong|different)[- ]?case\b|Groß- und Kleinschreibung|mayúsculas|majuscules|maiuscol|大文字|大小写/i,
  'says-sandbox-credentials':
    /\bsandbox (?:app(?:lication)?(?:['’]s)? )?(?:credentials?|tokens?|keys?|client id|refresh token)|(?:credentials?|tokens?|client id|secret) (?:of|from|for) (?:the |a |my |our )?sandbox/i,
  'says-app-removed':
    /\b(?:seller|customer|client|user|merchant|he|she|they|I|Händler|Kunde|vendedor|cliente|vendeur|client|venditore)\b(?![^.\n]{0,12}\b(?:may|might|could|can)\b)[^.\n]{0,40}\b(?:removed|disabled|revoked|deleted|deauthori[sz]ed|entfernt|deaktiviert|widerrufen|eliminó|revocó|supprimé|révoqué|rimosso|revocato)\b[^.\n]{0,40}\b(?:apps?|application|access|permission|authori[sz]ation|Anwendung|aplicación|acceso|accès|accesso)\b(?![^.\n]{0,20}\?)|(?:卖家|出品者)[^。\n]{0,16}(?:撤销|取消|取り消|解除|無効)|\b(?:unsere?|die) (?:App|Anwendung)\b[^.\n]{0,40}\b(?:entfernt|gelöscht|deaktiviert)\b|\b(?:a|ont) (?:retiré|supprimé|révoqué|désactivé) (?:notre|l['’]) ?app|\b(?:quitó|eliminó|revocó|desactivó) (?:nuestra|la) (?:app|aplicación)|\bha (?:tolto|rimosso|revocato|disattivato) (?:la nostra|l['’]) ?app/i,
} as const satisfies Record<string, RegExp>
