/**
 * The words with which people describe what happened around an error, in English, German, Spanish, French, Italian,
 * Japanese and Chinese. `*` matches any ending. `prose-signs.ts` has the rules about sentences.
 */
export const lexicon = {
  role: 'role roles permission permissions rolle rollen berechtigung* rol roles permiso permisos rôle rôles droit droits ruolo ruoli permesso permessi autorizzazioni',
  on: 'ticked checked selected enabled granted approved active activated assigned added got has have had set includes angehakt aktiviert genehmigt erteilt ausgewählt zugewiesen gesetzt vergeben hinzugefügt hat haben marcad* activad* aprobad* concedid* asignad* añadid* tiene tienen tenemos coché* activé* approuvé* accordé* attribué* ajouté* avons possède* dispose* spuntat* selezionat* attiv* abilitat* approvat* assegnat* aggiunt* ha abbiamo',
  not: 'not no never cant dont doesnt didnt isnt wasnt wont isn’t aren’t wasn’t don’t doesn’t didn’t haven’t hasn’t cannot can’t won’t without nothing none kein* nicht nie ohne nichts nunca sin ningún ninguna nada pas ne n’a aucun* sans jamais rien non mai senza nessun* niente nulla',
  missing: 'missing lacks lack lacking fehlt fehlen falta faltan manque manquent manca mancano',
  authorize:
    'authorize* authorise* reauthor* re-author* reautor* réautor* riautorizz* reconnected reconectado reconectada ricollegat* authorization authorisation connected connects connect linked granted consented consent autorisier* verbunden verbindet freigegeben autoriz* conectad* conectó conexión autorisé* autorise* autorisation* connecté* relié* autorizzat* autorizza* colleg* conness*',
  again:
    'again neu renew* aktualisiert erneuert actualizad* renouvelé* rinnovat* reauthor* re-author* reconnected renewed re-connected erneut vuelto volvió nochmal* nuevamente reautor* reconectad* nouveau réautor* reconnecté* nuovo nuovamente riautorizz* ricollegat* riconness*',
  other: 'other others another different rest ander* übrige* otr* demás autre autres altr* resto',
  all: 'all every each several many most both multiple everyone everything alle allen aller jeder jede sämtliche* mehrere* viele* todo todos toda todas cada varios varias mucho muchos mucha muchas tous tout toutes plusieurs chaque tutt* ogni molt* divers*',
  one: 'one only single particular specific some certain few nur einzig* ein* solo sola solamente únic* un una seul* certains certaines uno soli sole soltanto',
  seller:
    'seller sellers shop shops store stores merchant merchants account accounts customer customers client clients developer developers user users händler* verkäufer* konto konten kunde kunden vendedor* tienda* cuenta cuentas cliente clientes vendeur* boutique* compte comptes venditor* negoz* conto clienti',
  vendor: 'vendor vendors lieferant* proveedor* fournisseur* fornitor*',
  passed: '200 201 202 204',
  work: 'work works working worked fine succeeds succeeded successful* succeed ok okay funktionier* klappt klappen läuft laufen geht gehen funciona* fonctionn* marche marchent funzion* va vanno',
  sync: 'sync* synchronis* synchroniz* abgleich* abgeglichen sincroniz* aktualisiert-nicht',
  fail: 'fail* refuse* reject* unsuccessful* denied error errors 403 forbidden broken abgelehnt verweigert abgewiesen fehler* scheiter* rechazad* rechaza* denegad* falla fallan fallo falló fallando error* refus* échou* erreur* rejet* rifiut* negat* error* fallisc* fallit*',
  change:
    'touched tocado touché toccato angefasst deploy deploys deployed deployment deployments release released change changes changed setting settings update updates updated nichts-geändert geändert änderung* deployt einstellung* despliegue* desplegado cambi* configuraci* actualiz* déploy* déploi* chang* modifi* rilasc* modific* aggiornament*',
  since: 'since from starting started beginning began start seit ab desde depuis dès dal dalle partir dall’',
  before:
    'until till before previously suddenly stopped earlier formerly always bis gestern plötzlich vorher früher bisher hasta ayer repente antes jusqu’à jusqu’ soudain* auparavant avant fino ieri improvvisamente prima',
  suddenly:
    'suddenly recently lately neuerdings kürzlich recientemente récemment recentemente plötzlich repente soudain* improvvisamente',
  stop: 'stop stops stopped stoppt gestoppt detien* deten* arrêt* ferma* fermat* interrot*',
  today:
    'today yesterday morning tonight night afternoon nacht noche nuit notte heute gestern hoy ayer mañana aujourd’hui hier matin oggi ieri mattina stamattina',
  nolonger: 'anymore longer mehr ya plus più',
  operation:
    'operation operations call calls endpoint endpoints api apis request requests report reports aufruf* operation* endpunkt* anfrage* berichte* operación operaciones llamada* solicitud* informes opération* appel* requête* rapport* operazion* chiamat* richiest* rapporti',
  token: 'token tokens jeton jetons zugriffstoken',
  same: 'same identical selbe* gleich* dasselbe demselben mism* même* stess* identic*',
  region:
    'europe europa eu japan australia america americas na fe amerika australien asia américa australie japon giappone japón états-unis usa germany singapore singapur nordamerika amérique',
  suspended:
    'suspend* deactivat* gesperrt deaktiviert stillgelegt suspendid* desactivad* suspendu* désactivé* sospes* disattivat*',
  intermittent:
    'sometimes intermittent* now-and-then flaky sporadic* randomly occasionally manchmal sporadisch gelegentlich veces intermitente* parfois volte talvolta',
  cancel: 'cancel* storniert cancelad* annulé* annullat*',
  letter:
    'wrote letter mail email e-mai* emailed notice notified notification schrieb geschrieben brief nachricht carta correo escribió aviso lettre courrier avis écrit lettera avviso scritto',
  amazon: 'amazon amazon’s',
  connection: 'connection connections verbindung anbindung conexión connexion connessione',
  credential:
    'credential* secret secrets lwa client-secret zugangsdaten credencial* identifiant* credenzial*',
  application: 'application applications app apps anwendung aplicación applicazione',
  singly:
    'singly one-by-one alone individually separately einzeln individualmente individuellement singolarmente',
  tool: 'dashboard banner program programme software plugin plug-in connector integration tool portal schnittstelle integration* intégration* integrazion* warenwirtschaft erp programm programa panel tablero logiciel gestionale programma warenwirtschaft* shopsoftware versandsoftware lagersoftware buchhaltungssoftware shopsystem connecteur conector connettore app-anbieter anbieter',
  button: 'button buttons knopf schaltfläche botón bouton pulsante',
  cache:
    'cache cached caching cachen cachet gecacht zwischenspeicher* zwischengespeichert caché cachear cacheamos cachons memorizz*',
  reconnect:
    'reconnect reconnecting wiederverbinden neu-verbinden reconectar reconnecter ricollega riconnetti',
  selling: 'sell selling verkaufe verkaufen vendo vendemos vends vendons vendiamo',
  aws: 'iam arn sts assume assumerole sqs aws kms policy',
  expire:
    'expire expires expired expiring invalid ungültig* inválid* invalide* renewal revoked disconnected lapse* abgelaufen* abläuft ablaufen läuft läuft-ab verlänger* caduc* expirad* renovar* expir* scad*',
  able: 'can could able kann können puedo podemos pueden peux pouvons posso possiamo possono',
  must: 'must please bitte veuillez need needs should required erforderlich muss müssen soll sollte debe deben hay doit doivent faut deve devono occorre',
  cured: 'helped fixed solved resolved geholfen gelöst solucion* résolu* risolt*',
  identity:
    'account accounts login logged signed sign central group am are is we’re i’m selling konto bin sind angemeldet cuenta soy somos conectado compte suis sommes conto sono siamo',
  order: 'order orders bestellung bestellungen pedidos commandes ordini pedido commande ordine',
} as const

export type Concept = keyof typeof lexicon | 'clock' | 'operationName' | 'question' | 'date'

/** The same for scripts without spaces: each entry is searched for anywhere in the text. */
export const unspaced: Readonly<Partial<Record<Concept, string>>> = {
  cancel: 'キャンセル|已取消|取消',
  order: '注文|订单',
  letter: 'メール|通知|お知らせ|邮件|来信',
  amazon: 'アマゾン|亚马逊',
  connection: '連携|接続|连接',
  credential: 'シークレット|資格情報|密钥|凭证|凭据',
  suddenly: '突然|急に|最近',
  must: 'ください|请|求められ|必要が|必要で|しなければ|需要重新|要求',
  sync: '同期|取込|取り込|同步',
  role: 'ロール|役割|権限|角色|权限|權限',
  on: 'チェック|有効|承認済|付与|勾选|勾選|开通|已启用|批准|授予|已有|已经有|添加',
  not: 'ない|ません|なし|せず|没有|没|未|不是|并非|无',
  missing: '不足|缺少|缺失',
  authorize: '認可|認証|連携|接続|授权|授權|连接|绑定',
  again: '再認可|再認証|再連携|再度|もう一度|再接続|重新|再次',
  other: '他の|別の|ほかの|其他|其它|别的|另外|另一个',
  all: '全て|すべて|全部|複数|全員|全店|所有|多个|每个|很多',
  seller: 'セラー|出品者|店舗|ショップ|アカウント|顧客|卖家|店铺|商家|ユーザー|用户|账号|账户|客户|賣家|店鋪',
  vendor: 'ベンダー|供应商|供應商',
  work: '動く|動き|動作し|成功|正常|使える|問題な|通る|可以|没问题|能用|好用',
  fail: '拒否|エラー|失敗|弾かれ|拒绝|报错|失败|错误|被拒|禁止|拒絕',
  change: 'デプロイ|リリース|変更|部署|发布|更改|改动|修改|变更|上线',
  since: 'から|以降|以来|ごろより|頃より|時より|开始|起，|起都',
  before: '昨日まで|突然|急に|以前は|これまで|昨天|之前|以前|一直',
  today: '今日|昨日|今朝|今天|昨天|今早',
  operation: '操作|呼び出し|エンドポイント|レポート|接口|调用|报告|报表',
  token: 'トークン|令牌',
  expire: '切れてい|切れまし|期限が切れ|期限切れ|(?:接続|連携)が切れ|無効|无效|失効|过期|失效',
  same: '同じ|同一|同样|相同',
  region: '日本|欧州|ヨーロッパ|北米|米国|オーストラリア|欧洲|北美|美国|澳大利亚',
  suspended: '停止中|停止され|閉鎖|停用|被封|冻结|关闭|凍結',
  intermittent: '時々|たまに|不定期|有时|偶尔|间歇',
  tool: 'ERP|ツール|システム|系统|ダッシュボード|管理画面|ソフト|連携ツール|软件|后台|工具|插件',
  cache: 'キャッシュ|缓存',
  button: 'ボタン|按钮|按鈕',
  reconnect: '再接続|再連携|重新连接|重新授权按钮',
  selling: '开店|開店|出品して|販売して|在亚马逊卖|我是卖家',
  identity: 'アカウント|です|账号|账户|我们是',
}
