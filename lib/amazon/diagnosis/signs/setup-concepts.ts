/**
 * The words with which people ask how something is set up, in English, German, Spanish, French, Italian, Japanese and
 * Chinese, separated by `|`. `*` matches any ending. `setup-topics.ts` combines them.
 */
export const setupConcepts = {
  asks: 'how|where|which|what|why|can I|can we|could I|could we|can someone|can some one|anyone|explain|is it|is there|are there|do I|do we|should I|should we|must I|am I|need to know|want to know|wondering|confus*|no idea|don’t understand|do not understand|don’t find|don’t see|don’t know how|didn’t find|can’t find|cannot find|not able to find|wie|wo|welche*|warum|kann ich|können wir|muss ich|müssen wir|brauche ich|brauchen wir|cómo|dónde|cuál|qué|puedo|podemos|hace falta|tengo que|tenemos que|comment|où|quel*|est-ce|peut-on|puis-je|faut-il|dois-je|come|dove|quale|posso|possiamo|bisogna|serve|devo|dobbiamo|どう|どこ|どの|どれ|ですか|ますか|でしょうか|教えて|ください|必要|できる|怎么|如何|哪里|哪个|什么|吗|能不能|可以|是否|需要|请教|请问',
  self: 'self authori*|self-authori*|selfauthori*|Selbstautorisierung|selbst autorisieren|autoautoriza*|auto-autoriza*|auto-autoris*|autoautoris*|autoautorizza*|auto-autorizza*|自己認可|自己認証|自己承認|セルフ認可|セルフ承認|自我授权|自授权|自行授权',
  own: 'my account|our account|own account*|own store*|own shop*|own company|own business|own data|own seller|own vendor|single seller|for myself|for ourselves|in-house|internal use|eigenes Konto|eigene Konto|eigenen Konto|eigenen Konten|eigene Konten|eigenes Händlerkonto|eigenes Verkäuferkonto|eigenen Händlerkonto|eigenen Verkäuferkonto|eigener Shop|eigenen Shop*|eigene Firma|eigenen Firma|eigene Daten|eigenen Daten|propia cuenta|propias cuentas|cuenta propia|propia tienda|propia empresa|propre compte|propres comptes|propre boutique|propre entreprise|notre compte|nostro account|mio account|proprio account|proprio negozio|propria azienda|自社アカウント|自社のアカウント|自社だけ|自社のみ|自社の出品用アカウント|自分のアカウント|自分のセラー|自分の出品用アカウント|自分のストア|自身のアカウント|自己的账号|自己的账户|自己的帐号|自己的店铺|自己的卖家|自己店铺|自家店铺|本公司账号|本公司店铺|自用',
  /** With `theirs`: it is the sellers who authorize. */
  sellers:
    'sellers|merchants|our users|customers|clients|Händler|Kunden|Mandanten|vendedores|clientes|vendeurs|clients|venditori|clienti|出品者が|出品者は|お客様が|お客様は|セラーが|让卖家|卖家如何|卖家怎么|让客户|客户如何|客户怎么',
  theirs: 'their|ihr|ihre|ihren|su|sus|leur|leurs|loro|自分の|自身の|自社の|自己的|他们的',
  others:
    'client|clients|client’s|different compan*|several compan*|customer|customers|customer’s|other seller*|another seller|other compan*|another compan*|third part*|merchant|merchants|agency|agencies|other account*|another account|different account*|other stores|another store|our users|other people|Kunde|Kunden|Mandant*|anderen Händler*|anderer Händler*|andere Händler*|anderen Verkäufer*|anderer Verkäufer*|andere Verkäufer*|fremde*|Agentur|cliente|clientes|otros vendedores|otra empresa|otras empresas|otras cuentas|agencia|terceros|autre vendeur*|autres vendeur*|autre entreprise*|autres entreprise*|autre compte*|autres compte*|agence|tiers|clienti|altri venditori|altre aziende|altri account|agenzia|terzi|顧客|他の出品者|他のセラー|クライアント|他社|お客様|お客さま|代理店|客户|其他卖家|别的卖家|其他店铺|别的店铺|其他公司|第三方|代运营|服务商',
  private:
    'private app*|private SP-API|private developer*|private profile|privated|is private|are private|internal app*|internal tool|internally only|private Anwendung*|privaten Anwendung*|privater Anwendung*|private App*|privaten App*|privater App*|private Entwickler*|privaten Entwickler*|privater Entwickler*|app privada|aplicación privada|aplicaciones privadas|desarrollador privado|es privada|application privée|app privée|développeur privé|est privée|app privata|applicazione privata|sviluppatore privato|è privata|プライベート|非公開アプリ|自社専用|私有应用|私人应用|私有开发者|自用型|私有',
  goesPublic:
    'go public|going public|make it public|make our app public|commercial access|commercially|offer it to|sell it to|sell our app|from private to public|private to public|öffentlich machen|anderen Händlern anbieten|anderen Verkäufern anbieten|hacerla pública|ofrecerla a|vender nuestra app|rendre publique|proposer à d’autres|vendre notre app|renderla pubblica|offrirla ad|vendere la nostra app|他の出品者に提供|他社に提供|一般公開|提供给其他|卖给其他|对外提供|商业化',
  public:
    'public developer*|public app*|public SP-API|public SPAPI|public sp api|public profile|public or private|SaaS|öffentliche App*|öffentlichen App*|öffentlicher App*|öffentliche Anwendung*|öffentlichen Anwendung*|öffentlicher Anwendung*|öffentliche Entwickler*|öffentlichen Entwickler*|öffentlicher Entwickler*|aplicación pública|app pública|desarrollador público|application publique|app publique|développeur public|app pubblica|applicazione pubblica|sviluppatore pubblico|公開アプリ|パブリック|公開開発者|公共应用|公有应用|公开应用|公共开发者|公有开发者',
  authorize:
    'auth|authori*|re-authori*|reauthori*|grant access|grant us access|give access|give us access|connect|connects|connecting|oauth|consent|link their|link his|autorisier*|Autorisierung|Freigabe|freigeben|Zugriff|verbinden|verknüpf*|autoriz*|conect*|dar acceso|acceso|autoris*|connecter|relier|accès|autorizz*|collegare|accesso|認可|認証|承認|連携|接続|許可|授权|授權|连接|绑定|接入',
  again:
    'again|separately|once|each|every|per country|per marketplace|per region|another|second|twice|many times|multiple|additional|adding|add|also|both|same token|same refresh token|one token|one refresh token|one authori*|new refresh token|individually|erneut|nochmal*|noch mal|noch einmal|jede*|einzeln|zusätzlich*|separat|auch|ein Mal|einmal|otra vez|de nuevo|cada|por separado|también|una vez|nuevamente|añadir|à nouveau|de nouveau|chaque|séparément|aussi|une fois|ajouter|encore|di nuovo|ogni|ciascun*|separatamente|anche|una volta|nuovamente|aggiungere|もう一度|再度|それぞれ|別々|ごと|一度|1回|一回|追加|再次|重新|分别|每个|各个|一次|另外|新增|也要|都要',
  place:
    'marketplace|marketplaces|country|countries|region|regions|North America|Europe|Far East|Canada|Mexico|Brazil|USA|United States|the US|UK|United Kingdom|Germany|France|Italy|Spain|Japan|Australia|Singapore|India|Turkey|Marktplatz|Marktplätze*|Land|Länder*|Region|Regionen|Nordamerika|Europa|Kanada|Deutschland|Frankreich|Italien|Spanien|país|países|región|Norteamérica|Estados Unidos|España|Italia|Alemania|Francia|Reino Unido|place de marché|places de marché|pays|région*|Amérique du Nord|Allemagne|Angleterre|mercati|mercato|paese|paesi|regione|regioni|Nord America|Germania|Francia|マーケットプレイス|国|リージョン|北米|欧州|ヨーロッパ|米国|アメリカ|カナダ|オーストラリア|站点|国家|地区|区域|北美|欧洲|美国|加拿大|墨西哥|英国|德国',
  vendor:
    'vendor|vendors|vendor central|Lieferant*|Vendoren|proveedor|proveedores|fournisseur|fournisseurs|fornitor*|ベンダー|供应商',
  givesAccess:
    'grant us access|give us access|grant our app access|give our app access|OAuth|authorization link|dar acceso|dé acceso|donner accès|dare accesso',
  /** What vendors do with an authorized application. */
  trades:
    'purchase order*|invoice*|shipment*|operation|operations|Rechnung*|Bestellung*|Sendung*|factura*|pedido*|facture*|commande*|fattur*|ordini|発注|請求|出荷|采购订单|发票|发货',
  register:
    'register*|registration|registered|sign up|developer account*|developer profile|become a developer|developer registration|build a public|build an app|develop an app|develop a public|registrier*|anmelden|Registrierung|Entwicklerregistrierung|Entwicklerkonto|Entwicklerprofil|Entwickler werden|registrar*|registro|darse de alta|darnos de alta|cuenta de desarrollador|perfil de desarrollador|inscri*|enregistr*|compte développeur|compte de développeur|registrarsi|registrazione|iscriver*|account sviluppatore|profilo sviluppatore|登録|開発者アカウント|開発者プロフィール|注册|开发者账号|开发者账户|开发者资料|申请开发者',
  selling:
    'seller account|selling account|seller central account|professional account|professional amazon account|professional plan|professional seller|professional selling|registered as a seller|be a seller|being a seller|become a seller|amazon store|items to sell|products to sell|anything to sell|don’t sell|do not sell|selling anything|Verkäuferkonto|Händlerkonto|Seller-Konto|Verkäufer sein|Händler sein|verkaufen nichts|verkaufe nichts|nichts verkaufen|Verkaufstarif|cuenta de vendedor|cuenta profesional|ser vendedor|plan profesional|no vendemos|no vendo|compte vendeur|compte professionnel|être vendeur|vendons rien|ne vendons pas|plan professionnel|account venditore|account professionale|essere venditor*|non vendiamo|non vendo|piano professionale|セラーアカウント|出品者アカウント|出品用アカウント|大口出品|出品していない|出品していません|販売していない|販売していません|卖家账号|卖家账户|卖家帐号|专业卖家|专业销售|不卖|没有店铺|不是卖家|不开店',
  needs:
    'need|needs|needed|must|have to|have I to|has to|mandatory|required|requires|require|necessary|obliged|without|pay for|brauche|brauchen|braucht|muss|müssen|nötig|notwendig|erforderlich|ohne|Pflicht|bezahlen|necesit*|obligatorio|hace falta|sin|tengo que|tenemos que|hay que|besoin|obligatoire|faut|nécessaire|sans|doit|dois|devons|serve|servono|bisogno|bisogna|obbligatori*|necessari*|senza|devo|dobbiamo|必要|必須|なしで|なくて|ないと|要り|需要|必须|没有|一定要',
  developer:
    'developer*|developing|develop an app|develop apps|build an app|build a public|software company|public app*|Entwickler*|Softwarefirma|desarrollador*|empresa de software|développeur*|éditeur de logiciel*|sviluppator*|software house|開発者|开发者|开发商|软件公司',
  uses: 'developer id|use|uses|used|using|allow*|share|authori*|access|grant*|connect*|manage|manages|work for|offer|autorisier*|Zugriff|nutzen|verwenden|verwalten|verbinden|autoriz*|acceso|usar|gestionar|conect*|autoris*|accès|utiliser|gérer|connect*|autorizz*|accesso|usare|gestire|colleg*|認可|認証|承認|連携|接続|使|利用|提供|授权|连接|接入|用',
  usesCredential:
    'with a refresh token|with the refresh token|with my refresh token|with one refresh token|with refresh token*|with credentials|with the credentials|without credentials|without a refresh token|without the refresh token|using a refresh token|using the refresh token',
  listing:
    'listed|listing in the|list our app|list my app|list the app*|list it|app ?store|appstore|published|publish*|app review|reviewed for listing|listing review|app approval|approval of our app|Appstore|gelistet|veröffentlich*|publicar|publicada|publicarla|publier|publiée|référenc*|pubblicare|pubblicata|pubblicarla|アプリストア|公開し|掲載|应用商店|上架|发布|应用市场',
  /** What sellers publish. */
  products:
    'product|products|offer|offers|SKU|SKUs|ASIN|ASINs|inventory|Produkt|Produkte|Produkten|Angebot|Angebote|producto|productos|oferta|ofertas|produit|produits|offre|offres|prodotto|prodotti|offerta|offerte|商品|产品',
  /** An authorization ends with time, not at a border. */
  renews:
    'year|years|yearly|annual*|365|expire*|expiring|expiry|renew*|Jahr|Jahre|Jahren|jährlich|läuft ab|abläuft|abgelaufen|verlänger*|erneuern|año|años|caduca*|renov*|un an|par an|ans|année*|expir*|renouvel*|anno|anni|scade*|scadut*|rinnov*|年後|毎年|1年|一年|期限|更新|每年|过期|到期|续期',
  few: 'one client|one customer|one seller|my client|only client|only customer|other than my client|a few|few sellers|handful|two sellers|three sellers|first sellers|first customers|pilot|beta|test|testing|tests|try it|Kunde|Kunden|Kundin|einen Händler|wenige|paar|Testkunde*|testen|un cliente|pocos|algunos|probar|pruebas|piloto|un client|quelques|tester|essais|pilote|pochi|alcuni|provare|prove|pilota|数社|数名|少数|テスト|試し|一个客户|几个|测试|试用',
  waits:
    'until|before|wait|waiting|weeks|need|needs|needed|must|have to|has to|required|require*|necessary|mandatory|pointless|possible|bis|vorher|bevor|warten|erst|muss|müssen|nötig|hasta|antes|esperar|tengo que|tenemos que|hay que|hace falta|necesari*|jusqu’*|avant|attendre|faut|nécessaire|obligatoire|fino|finché|prima|aspettare|attendere|bisogna|necessari*|serve|まで|前に|必要|待つ|待たないと|之前|必须|需要|才能|等',
  unfinished:
    'no application developed|no app developed|not developed yet|not built yet|haven’t built|have not built|nothing built|no finished app*|not finished|isn’t finished|is not ready|not ready yet|ready application|build and test|before we build|no IAM ARN|noch nicht fertig|noch keine App|noch keine Anwendung|noch nichts programmiert|todavía no está lista|aún no está lista|no está terminada|todavía no tenemos|pas encore prête|pas encore développé*|pas encore d’application|non è ancora pronta|non ancora pronta|non abbiamo ancora|まだ完成|まだ開発|開発前|还没开发|还没有开发|没开发完|还没做完',
  application:
    'app store|appstore|app|application|applications|apps|Anwendung*|aplicación|applicazione|アプリ|应用|程序',
  messages:
    'buyer messages|buyer message|all buyer messages|buyer-seller messag*|buyer seller messag*|buyer–seller messag*|customer messages|messages from buyers|messages from customers|messages of buyers|messages buyers send|message inbox|Käufernachricht*|Kundennachricht*|Nachrichten von Käufern|Nachrichten der Käufer|Nachrichten von Kunden|mensajes de compradores|mensajes de los compradores|mensajes de clientes|mensajes de los clientes|messages des acheteurs|messages d’acheteurs|messages des clients|messagerie acheteur*|messaggi degli acquirenti|messaggi dei clienti|messaggi di acquirenti|購入者からのメッセージ|購入者メッセージ|バイヤーメッセージ|購入者とのメッセージ|买家消息|买家信息|买家留言|买家邮件|站内信',
  reads:
    'get|getting|read|reading|fetch*|retriev*|return|returns|receive|list|download*|pull|reply|answer|respond|access|sync*|show|lesen|abrufen|abholen|beantworten|antworten|holen|leer|obtener|recibir|responder|descargar|contestar|lire|récupérer|obtenir|répondre|recevoir|leggere|ricevere|rispondere|scaricare|ottenere|取得|読|受信|返信|获取|读取|拉取|回复|接收|下载',
  code: 'spapi_oauth_code|oauth code|lwa code|auth code|authorization code|authorisation code|code for token*|code for a refresh token|code for the refresh token|code for an access token|Code gegen Token*|Code gegen einen Refresh*|Code gegen den Refresh*|Autorisierungscode|código de autorización|code d’autorisation|codice di autorizzazione|認可コード|認証コード|授权码',
  exchange:
    'exchange|exchanging|exchanged|swap|trade|turn into|turn the|convert|redeem|einlösen|eintauschen|umtauschen|tauschen|tausche|canjear|canjeo|intercambiar|cambiar|échanger|échange|scambiare|scambio|交換|引き換え|换取|兑换|换成|换',
  finds:
    'where|which endpoint|which operation|which api|which call|which url|don’t see|do not see|see anything|no operation|no method|not supported|not yet supported|manually|supported by|wo|welche*|wohin|dónde|a qué|qué endpoint|qué operación|où|quelle opération|quel endpoint|à quelle|dove|quale|どこ|どの|哪里|哪个|在哪|什么接口',
  mws: 'MWS|AuthorizationApi|Authorization API|getAuthorizationCode',
  migrates:
    'migrat*|existing auth*|auth made|use the auth*|auth token*|authorization token|convert*|carry over|reuse|keep the auth*|old auth*|without asking|sellers authori*|umstell*|übernehmen|bestehende*|migrier*|umwandeln|migrar|migración|reutilizar|convertir|existentes|migrer|réutiliser|existant*|migrare|riutilizzare|convertire|esistenti|移行|引き継|変換|迁移|转换|沿用',
  credential:
    'client id|client identifier|client secret|credential|credentials|credential keys|lwa_app_id|lwa credentials|refresh token|refresh_token|Zugangsdaten|Client-ID|Client-Secret|Refresh-Token|Refresh Token|credenciales|identifiants|credenziali|クライアントID|クライアントシークレット|リフレッシュトークン|認証情報|客户端ID|密钥|凭证|刷新令牌',
  finding:
    'where do I find|where do we find|where can I find|where can we find|where can I get|where do I get|where do we get|where to obtain|where to find|where to get|where these are obtained|how do I get|how do we get|how do I obtain|how can I get|how to get|how to obtain|how do I generate|how can I generate|how to generate|how do I create|obtain all|new refresh token every time|new refresh token each time|wo finde|wo bekomme|woher|wo bekommt|wo steh*|dónde encuentro|dónde está*|dónde saco|cómo consigo|cómo obtengo|de dónde|où trouver|où trouve*|comment obtenir|comment récupérer|dove trovo|dove si trova*|dove prendo|come ottengo|come ottenere|どこで|どこに|どこから|どうやって取得|取得方法|在哪|哪里|怎么获取|如何获取|从哪',
  awsAccount:
    'AWS account|AWS user|IAM user|IAM role|IAM ARN|AWS-Konto|AWS Konto|IAM-Benutzer|IAM-Rolle|cuenta de AWS|usuario IAM|rol IAM|compte AWS|utilisateur IAM|rôle IAM|account AWS|utente IAM|ruolo IAM|AWSアカウント|IAMユーザー|IAMロール|AWS账号|AWS账户|IAM用户|IAM角色',
  begins:
    'new to|begin|get started|getting started|set up|setup|OAuth2|anfangen|Einrichtung|einrichten|empezar|configurar|commencer|configurer|iniziare|configurare|始め|設定|开始|设置',
  /** What Amazon sends to a queue does need an account there. */
  awsServices:
    'IAM policy|SQS|queue|queues|EventBridge|notification|notifications|Lambda|Warteschlange*|Benachrichtigung*|cola|notificaci*|file d’attente|coda|notific*|キュー|通知|队列',
  howMany:
    'how many sellers|how many accounts|how many customers|how many authori*|maximum number of sellers|maximum number of authori*|limit of sellers|limit on the number|limit of authori*|wie viele Händler|wie viele Verkäufer|wie viele Konten|wie viele Kunden|cuántos vendedores|cuántas cuentas|cuántos clientes|combien de vendeurs|combien de comptes|combien de clients|quanti venditori|quanti account|quanti clienti|何人の出品者|何アカウント|いくつのアカウント|何社まで|何件まで|多少卖家|多少个卖家|多少店铺|多少个店铺|多少客户|多少个账号',
  ends: 'how can a seller revoke|how do sellers revoke|how does a seller revoke|how can sellers revoke|how do I revoke|how can I revoke|how to revoke|how do we revoke|how can a seller remove our|how can a seller remove the app*|how can a seller remove access|how can a seller disconnect|how do I disconnect|how to disconnect|how do I remove the author*|how can I withdraw|revoke via API|revoke a refresh token|revoke the refresh token|revoke an authori*|Autorisierung widerrufen|Zugriff entziehen|Zugriff widerrufen|Berechtigung widerrufen|revocar la autorización|revocar el acceso|quitar el acceso|révoquer l’autorisation|révoquer l’accès|retirer l’accès|revocare l’autorizzazione|revocare l’accesso|togliere l’accesso|認可を取り消|認証を解除|連携を解除|アクセスを取り消|撤销授权|取消授权|解除授权',
  amazonApi:
    'SP-API|SPAPI|SP API|selling partner|seller central|vendor central|amazon|sellercentral|solution provider|アマゾン|亚马逊',
} as const satisfies Record<string, string>

export type SetupConcept = keyof typeof setupConcepts
