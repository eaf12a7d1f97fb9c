/**
 * Made-up questions about how something is set up, by the diagnosis that answers them, and texts that share their words
 * but ask or say something else, so they must not get it. One text a line, written before the engine ran on them.
 */
interface Questions {
  readonly asked: string
  readonly lookalikes: string
}

export const setupQuestions: Readonly<Record<string, Questions>> = {
  'other-companies-need-public-application': {
    asked: `
We are an agency with a private developer profile. How can our clients give us access to their seller accounts through SP-API?
Our private app works great for our own store. Two friends with other seller accounts want to use it too, how do they authorize it?
Is it allowed to use a private application for several customers of ours? SP-API
Can I self-authorize my client's seller account in my app if I have his login?
In MWS our customers just entered our developer id. Where do they do that for our private SP-API app now?
We built the integration for ourselves and now want to sell it to other Amazon merchants as SaaS. What has to change in our private developer account?
Do I need a public or a private app if I manage Amazon for three different companies?
How do we go public with our SP-API tool? Until now only we use it.
Wir haben eine private App für unseren Shop. Können auch unsere Kunden sie autorisieren?
Unsere Agentur ist als privater Entwickler registriert. Wie bekommen wir Zugriff auf die Konten unserer Mandanten über die SP-API?
Tenemos una aplicación privada de SP-API. ¿Cómo la autorizan nuestros clientes?
Somos una agencia y desarrollamos una app privada; ¿puede un cliente darle acceso a su cuenta de Seller Central?
Notre application privée SP-API fonctionne. Comment un autre vendeur peut-il l'autoriser ?
Nous sommes une agence, faut-il une application publique ou une application privée pour gérer les comptes de nos clients ?
Abbiamo un'app privata: come fanno i nostri clienti ad autorizzarla su Seller Central?
Possiamo usare la nostra applicazione privata SP-API anche per gli account di altre aziende?
プライベートアプリをお客様のセラーアカウントで認可してもらうことはできますか?
自社用に作ったSP-APIのプライベートアプリを他社に提供したいのですが、どうすればいいですか。
我们的私有应用可以让客户的店铺授权吗？SP-API
我们是代运营公司，注册的是私有开发者，怎么拿到客户店铺的SP-API授权？
`,
    lookalikes: `
Our clients ask how often the private app refreshes orders from SP-API.
Is my client secret private, or can I put it in the browser? SP-API app
How do I keep customer addresses private when I store SP-API orders?
We use a private subnet for the worker. Which hosts of the selling partner API must be open?
Client error when our private app calls getOrders: 429 QuotaExceeded
Which HTTP client do you recommend for the SP-API?
How do customers see the gift message of an order in the API?
The customer wrote a private note. Is it in getOrder?
We registered an application for our own account. Where do I find the refresh token?
Welche Daten zu Kunden liefert getOrderBuyerInfo?
`,
  },
  'self-authorization-in-portal': {
    asked: `
How does self-authorization work for my own seller account? Is there an API call for it?
Does the C# library support self authorization?
I only want to read the orders of my own company. How do I authorize my application without building a website?
Which endpoint do I call for self-authorization of the vendor group?
Is a redirect URI necessary for self authorizing a SP-API app?
We are a single seller with a private app. How do I authorize it for our own account?
Where is the self authorization page in the Solution Provider Portal?
Do I need OAuth if it is my own store and my own app? selling partner api
Wie funktioniert die Selbstautorisierung für unser eigenes Händlerkonto?
Gibt es für die Selbstautorisierung der SP-API-App einen Endpunkt?
Ich will mit meiner App nur mein eigenes Konto lesen. Wie kann ich die App autorisieren?
¿Cómo se hace la autoautorización de una app de SP-API?
Quiero usar mi aplicación con mi propia cuenta de vendedor. ¿Cómo la autorizo?
Comment fonctionne l'auto-autorisation dans Seller Central ?
Je veux utiliser l'application avec mon propre compte vendeur, comment l'autoriser ?
Come si fa l'autoautorizzazione di un'applicazione SP-API?
Voglio collegare l'applicazione solo al nostro account. Come la autorizzo?
SP-APIの自己認可はどのように行いますか。
自社アカウントだけで使うアプリの認可方法を教えてください。
SP-API自授权怎么操作？有接口吗？
`,
    lookalikes: `
How do I know which of my own products are authorized sellers of the brand?
The worker restarts itself. How do I keep the access token?
Our own app shows "not authorized" for operation getPricing, 403 Unauthorized
How do sellers connect their Amazon account to our own app?
Wie verbinden Händler ihr Konto mit unserer eigenen App?
Why does getOrders return orders of my own test account only?
I can't find the Authorize button in Develop Apps for my own seller account. Where do I authorize the application?
How do I authorize refunds through the SP-API?
invalid_client for my own app. How do I authorize?
¿Cómo conectan los vendedores su cuenta propia a nuestra aplicación?
`,
  },
  'draft-is-enough': {
    asked: `
My app is not listed in the Appstore yet. Can my one client authorize it anyway, or do we have to wait for the review?
How long until the app is published? We only need it for one customer.
Do we have to publish our app before we can test it with a few sellers?
Is a listing in the Selling Partner Appstore required if only two sellers use the app?
The registration form wants a finished product, but our application is not ready yet. How do we register it?
We haven't built anything, we just want to build and test against the SP-API. What do I enter in the application form?
Can sellers authorize before the app review is over? We have first customers waiting. SP-API
Muss unsere App im Appstore gelistet sein, bevor ein Kunde sie testen kann?
Die Anwendung ist noch nicht fertig. Können wir sie bei Amazon trotzdem schon registrieren?
Müssen wir die App veröffentlichen, wenn nur ein paar Händler sie nutzen?
¿Hay que publicar la app en la Appstore antes de probarla con un cliente?
La aplicación todavía no está lista, ¿podemos registrarla igualmente en Amazon?
Faut-il publier l'application dans l'Appstore avant de la tester avec quelques vendeurs ?
Notre application n'est pas encore prête, peut-on déjà l'enregistrer chez Amazon ?
Bisogna pubblicare l'app nell'Appstore prima di provarla con alcuni venditori?
L'applicazione non è ancora pronta: possiamo già registrarla su Seller Central?
アプリストアに公開しないと、少数のお客様でもテストできませんか。掲載は必要ですか。
应用还没上架，必须发布之后才能让一个客户测试吗？SP-API
我们还没开发应用，可以先注册SP-API应用吗？
`,
    lookalikes: `
How do I publish a listing for one client with JSON_LISTINGS_FEED? Do I have to wait?
Our seller's product is listed, but must be tested before it is shipped. Which API?
How long does it take until a feed is processed? We have a few sellers.
Why is my new listing not published until I add a brand?
How do I write the description of my published app in other languages?
The app was published yesterday. Now MD1000 appears for every seller.
Do customers have to wait until products are published by my app?
How do I list all orders of one customer?
Must our one client publish his offers before the application can read them? SP-API
Wann werden neue Angebote im Shop veröffentlicht? API
`,
  },
  'developer-without-seller-account': {
    asked: `
Do I need a seller account to register as an SP-API developer?
We are a software company and don't sell anything. Is it possible to register for the SP-API without a selling account?
Is a Professional selling plan required to become a developer with a public app?
Why should I pay for a professional account if I only want to build an app for others? I have no products to sell.
Must our company be registered as a seller before we can register as a public developer?
Can somebody sign up as developer without being a seller? selling partner api
I'd like to develop an app for Amazon merchants, but I do not sell. Do I have to open a seller account first?
Does the developer registration need a Professional seller account?
Brauchen wir ein Verkäuferkonto, um uns als Entwickler für die SP-API zu registrieren?
Wir verkaufen nichts auf Amazon. Müssen wir trotzdem für die Entwicklerregistrierung einen professionellen Tarif bezahlen?
Muss man Händler sein, um ein Entwicklerkonto zu bekommen?
¿Necesito una cuenta de vendedor para registrarme como desarrollador de SP-API?
No vendemos en Amazon, ¿es obligatorio tener cuenta profesional para registrarse como desarrollador?
Faut-il un compte vendeur pour s'inscrire comme développeur SP-API ?
Nous ne vendons rien, doit-on payer un compte professionnel pour un compte développeur ?
Serve un account venditore per registrarsi come sviluppatore SP-API?
Non vendiamo su Amazon. Dobbiamo avere un account professionale per la registrazione come sviluppatore?
SP-APIの開発者登録にはセラーアカウントが必要ですか。
出品していませんが、公開アプリの開発者として登録できますか。大口出品の契約は必要ですか。
注册SP-API开发者必须有卖家账号吗？我们不卖东西。
`,
    lookalikes: `
How do I register a product in a seller account?
Our seller account needs to register its VAT number. Is there an API?
The seller account is suspended. Must I register a new developer account? invalid_grant
Which report shows products to sell again? We need it per week.
We have a Professional seller account. Why can't we see Develop Apps?
How do I register a webhook for a seller account?
We need the seller account id for the API. Where is it?
Why does Amazon need a registered brand for this seller account?
Amazon says: Only the primary user of a Professional selling account can authorize. I need to connect the app of a developer, must I register?
Wie registriere ich eine Queue? Wir brauchen Benachrichtigungen für ein Verkäuferkonto. createDestination
`,
  },
  'authorization-covers-region': {
    asked: `
A seller authorized us in Germany. Does he have to authorize again for France and Italy?
Is one refresh token enough for US, Canada and Mexico, or does each marketplace need its own authorization?
We have the authorization for North America. How do I get access to the same seller's account in Europe, do they consent again?
Do I need a separate authorization per country or per region? SP-API
Our customer now also sells in the UK. Must he authorize our app a second time?
If the seller connects in the US, can we also read the Canada orders with the same refresh token?
How many authorizations are needed for a seller in both Europe and Japan?
Does adding a new marketplace require the seller to authorize the application again?
Ein Händler hat uns für Deutschland autorisiert. Muss er für Frankreich noch einmal autorisieren?
Gilt die Autorisierung für alle Länder in Europa oder brauche ich jede einzeln?
¿El vendedor tiene que autorizar cada país por separado o basta una vez para toda Europa?
El cliente autorizó en España; ¿tiene que autorizar también en Italia?
Le vendeur a autorisé pour la France, doit-il autoriser à nouveau pour l'Allemagne ?
Une autorisation suffit-elle pour toute la région Europe ou une par pays, chaque fois ?
Il venditore deve autorizzare ogni paese separatamente o basta una volta per l'Europa?
Abbiamo l'autorizzazione per l'Italia. Per la Germania serve di nuovo?
米国で認可してもらいました。カナダでも再度認可が必要ですか。
マーケットプレイスごとにそれぞれ認可が必要でしょうか。SP-API
卖家在美国站授权了，加拿大站点还要重新授权吗？
欧洲每个国家都要分别授权吗，还是一次就够？
`,
    lookalikes: `
Does a seller in Germany have to authorize again after a year?
How do I list a product in another marketplace through the API?
Do I have to send each marketplace id in a separate call?
The authorization in France expires each time after 365 days. Why?
Why does https://shop.example/authorize/again/germany not load?
How do I convert prices for every country?
In which country is the warehouse? We need it again for each order.
Does the seller have to ship from the same region?
How do I add a shipping region to a template with the API?
Can one order have items from another marketplace?
`,
  },
  'vendors-authorize-at-vendor-central': {
    asked: `
How does OAuth work for vendors? Our app has only sellers so far.
Which URL do we use to let a vendor authorize our application?
Do vendors authorize on Seller Central or on Vendor Central?
We want to connect vendor accounts, too. Do we need another application?
How can a vendor grant us access to purchase orders via SP-API?
Is the consent link for vendors the same as the one for sellers?
What does a vendor have to do to authorize our app?
Can vendors be connected by OAuth or only by self service? selling partner api
Wie autorisiert ein Vendor unsere App?
Welchen Link brauchen Lieferanten, um unsere Anwendung zu autorisieren?
¿Cómo puede un proveedor autorizar nuestra aplicación en Vendor Central?
¿Los proveedores se conectan con el mismo enlace?
Comment un fournisseur peut-il autoriser notre application SP-API ?
Quel lien d'autorisation pour les comptes vendor ?
Come può un fornitore autorizzare la nostra app?
Quale pagina usano i vendor per autorizzare l'applicazione?
ベンダーアカウントはどのように認可しますか。
ベンダーの認可もセラーと同じURLですか。SP-API
供应商账号怎么授权我们的应用？
Vendor Central 的授权链接是哪个？
`,
    lookalikes: `
How do I confirm a vendor purchase order?
Which vendor code is in the invoice?
How do I authorize a vendor invoice?
Which operation authorizes a vendor shipment?
How do vendors send an advance ship notice?
Which role do I need for vendor direct fulfillment?
Is there a sandbox for vendor invoices?
How does a vendor return work in the API?
What is the difference between sourcing and manufacturing view in vendor reports?
Welche Felder hat eine Rechnung für Lieferanten?
`,
  },
  'no-operation-for-buyer-messages': {
    asked: `
Is there an API to read buyer messages?
How can I reply to customer messages with the SP-API?
Which operation returns the buyer-seller messages of an order?
We want to show all buyer messages in our helpdesk. How do we fetch them?
Can we download the message inbox of Seller Central through the API?
Is there a webhook when we receive messages from buyers?
How do I sync customer messages into Zendesk via selling partner api?
Can the Messaging API list messages from customers?
Kann man über die SP-API Käufernachrichten abrufen und beantworten?
Wie können wir Kundennachrichten aus Seller Central holen?
¿Se pueden leer los mensajes de los compradores con SP-API?
¿Cómo puedo responder a los mensajes de clientes por la API?
Comment récupérer les messages des acheteurs avec SP-API ?
Peut-on répondre aux messages des clients par l'API ?
Si possono leggere i messaggi degli acquirenti con la SP-API?
Come rispondere ai messaggi dei clienti tramite API?
購入者からのメッセージをAPIで取得できますか。
バイヤーメッセージに返信する操作はありますか。
SP-API能获取买家消息吗？
怎么用接口回复站内信？
`,
    lookalikes: `
How do I send the buyer a digital access key with the Messaging API?
Which message types can I send for an order?
How do I read the error message of a feed?
Where can I get the gift message of the buyer?
How do I read messages from the SQS queue?
Is there a way to request a review from a buyer?
What does the message "Invalid amazonOrderId and template combination." mean?
How do I get the name of the buyer?
Welche Nachrichten schickt Amazon in die Queue?
How do I show a message to customers when the stock is empty?
`,
  },
  'code-is-exchanged-at-lwa': {
    asked: `
I received spapi_oauth_code. Which endpoint do I use to exchange it for a refresh token?
Where do I exchange the LWA code? I don't see it in the models.
How do I turn the authorization code into tokens, manually or is there a method? Where?
The seller came back with an OAuth code. Which API call is used to swap it for a token?
Which URL do I POST to in order to redeem spapi_oauth_code?
Is the exchange of the authorization code not supported by the PHP library?
Where to send the auth code in exchange for an access token
Wo tausche ich den spapi_oauth_code gegen einen Refresh Token ein?
Welche Operation braucht man, um den Code gegen Tokens zu tauschen?
¿Dónde canjeo el código de autorización por el refresh token?
¿Qué operación se usa para intercambiar spapi_oauth_code? ¿Dónde está?
Où échanger le code d'autorisation contre un refresh token ?
Quelle opération sert à échanger spapi_oauth_code, et où ?
Dove scambio il codice di autorizzazione con il refresh token?
Con quale endpoint si può scambiare spapi_oauth_code?
spapi_oauth_code はどのエンドポイントでトークンに交換しますか。
認可コードの交換はどこで行いますか。
spapi_oauth_code 用哪个接口换取 refresh token？
授权码在哪里换取令牌？
`,
    lookalikes: `
Where do I exchange the code of a voucher?
Which code do I send for an exchange instead of a refund?
How do I exchange a product for a customer via API?
Where is the promotion code in an order?
Is there an operation to convert an ASIN to the UPC code?
Which country code does the exchange of addresses need?
Wo tausche ich den Code des Gutscheins um?
My code converts prices. Which endpoint has the currency?
Which error code means that an order can't be exchanged?
Wo finde ich den Code eines Gutscheins?
`,
  },
  'mws-grants-have-ended': {
    asked: `
How do I migrate the authorizations of our sellers from MWS to SP-API?
Can we convert an MWS auth token to a refresh token?
We have 300 MWS auth tokens. Is there a way to use the authorizations in SP-API without asking the sellers?
Which operation of the Authorization API converts MWS authorizations?
Is getAuthorizationCode still the way to migrate sellers who authorized us in MWS?
Do sellers authorize again when we move from MWS?
Where do I get the refresh token for the AuthorizationApi migration of our MWS auth?
Our MWS app has existing authorizations, can they be reused for the selling partner api?
Können wir bestehende MWS-Autorisierungen in die SP-API übernehmen?
Wie migrieren wir MWS-Autorisierungen?
¿Se pueden convertir las autorizaciones existentes de MWS?
¿Cómo migrar los vendedores que autorizaron en MWS?
Peut-on réutiliser les autorisations MWS existantes ?
Comment migrer les autorisations MWS vers SP-API ?
Si possono convertire le autorizzazioni MWS esistenti?
Come migrare i venditori che hanno autorizzato MWS?
MWSの認可をSP-APIへ移行できますか。
MWSの認証トークンを変換する方法はありますか。
MWS的授权可以迁移到SP-API吗？
怎么把MWS授权转换成refresh token？
`,
    lookalikes: `
Which operation replaces ListOrders of MWS?
How do I migrate MWS report types to SP-API?
Is the MWS order id the same as in SP-API?
Does anyone know the MWS equivalent of getPricing?
When was MWS shut down?
Our MWS library converts XML. How do we do that with JSON?
What were the throttling limits in MWS?
Wie hieß GetMatchingProduct von MWS in der SP-API?
Is there a Python package with the interface of MWS?
Do feeds in the SP-API still use the XML of MWS?
`,
  },
  'credentials-where': {
    asked: `
Where do I find the client id and client secret of my app?
How do I get a refresh token for the SP-API?
I have the application, but where to get lwa_app_id and lwa_client_secret?
Where can I find the LWA credentials in Seller Central?
How to obtain all the credentials that python-amazon-sp-api wants?
Where do we get the client identifier? The portal shows only an application id.
How can I generate a refresh_token?
Please explain where these are obtained from: client id, client secret, refresh token
Wo finde ich Client-ID und Client-Secret unserer App?
Woher bekomme ich den Refresh-Token?
¿Dónde encuentro el client id y el client secret?
¿Cómo obtengo el refresh token de SP-API?
Où trouver les identifiants LWA ?
Comment obtenir un refresh token pour mon application ?
Dove trovo le credenziali LWA?
Come ottengo il refresh token?
クライアントIDはどこで確認できますか。
リフレッシュトークンの取得方法を教えてください。
client id 在哪里看？
怎么获取刷新令牌？
`,
    lookalikes: `
Where do I store the refresh token safely?
How do I get orders with a refresh token?
How long is a refresh token valid?
Where do I send the client secret, in the header or in the body?
How do I get a report without credentials of AWS?
Which credentials does Datadog need?
I have the refresh token and client id. How do I get last month's orders?
TypeError: Cannot read properties of undefined (reading 'refresh_token'). How can I get the orders?
invalid_client. Where can I find the client secret's mistake?
Wo finde ich die Lieferadresse einer Bestellung?
`,
  },
  'no-aws-account-needed': {
    asked: `
Do I need an AWS account for the SP-API?
Is it possible to use the SP-API without an AWS account?
Brauche ich ein AWS-Konto für die SP-API?
Muss man noch einen IAM-Benutzer anlegen?
¿Es necesaria una cuenta de AWS para SP-API? ¿Hace falta?
¿Necesito un usuario IAM para llamar a SP-API?
Faut-il un compte AWS pour SP-API ?
A-t-on encore besoin d'un utilisateur IAM ?
Serve un account AWS per la SP-API?
È obbligatorio creare un ruolo IAM?
SP-APIにAWSアカウントは必要ですか。
IAMユーザーの作成は必須ですか。
SP-API需要AWS账号吗？
必须创建IAM用户吗？
`,
    lookalikes: `
Our AWS account runs the worker. Which region is close to the SP-API?
Which AWS account must the queue policy name for createDestination?
Do I need a credit card for the AWS free tier?
How do I send notifications to a queue in my AWS account? createDestination
Where do I see the costs of our AWS account?
Do I need an account for SP-API?
Must the role Pricing be added for getPricing?
Is an AWS account needed for notifications to EventBridge?
Do I need an IAM user for the SQS queue?
Brauche ich eine Rolle für Preise?
`,
  },
  'how-many-accounts': {
    asked: `
How many sellers can authorize our app?
How many accounts can self-authorize a private application?
What is the maximum number of sellers for an unlisted SP-API app?
Is there a limit on the number of sellers that may connect?
How many customers may we connect before the app is in the store?
How many authorizations does a public app have?
Is there a limit of sellers per developer?
How many accounts are allowed with a private developer profile?
Wie viele Händler können unsere App nutzen?
Wie viele Konten darf man mit einer App verbinden?
¿Cuántos vendedores pueden usar la aplicación?
¿Cuántas cuentas se pueden conectar?
Combien de vendeurs peuvent utiliser notre application ?
Combien de comptes peut-on relier ?
Quanti venditori possono usare la nostra app?
Quanti account si possono collegare?
アプリはいくつのアカウントまで使えますか。
何件まで接続できますか。
一个应用可以授权多少个店铺？
公共应用最多多少卖家？
`,
    lookalikes: `
How many orders does getOrders return?
How many sellers offer this ASIN?
How many calls a second are allowed?
How many roles does an application need?
How many marketplaces does Europe have?
What is the maximum number of SKUs in a feed?
How many accounts payable entries does the settlement have?
How many customers bought the product?
Wie viele Artikel passen in einen Feed?
What is the limit of sellers' feedback per page?
`,
  },
  'permission-ends-at-amazon': {
    asked: `
How can a seller revoke our access?
How do I revoke a refresh token through the API?
Is there an endpoint to revoke an authorization?
How to disconnect a seller from our SP-API app?
A customer left. How do we revoke the authorization?
How do sellers revoke access to an app?
How can a seller remove our app from his account?
How do I disconnect my store from a tool I no longer use?
Wie kann ein Händler die Autorisierung widerrufen?
Wo kann der Kunde unserer App den Zugriff entziehen?
¿Cómo puede el vendedor revocar la autorización?
¿Hay una operación para revocar el acceso?
Comment révoquer l'accès d'une application ?
Comment un vendeur peut-il retirer l'accès ?
Come si può revocare l'autorizzazione?
Come fa un venditore a revocare l'accesso?
セラーはどうやって連携を解除できますか。
認可を取り消すAPIはありますか。
卖家怎么取消授权？
有没有接口可以撤销授权？
`,
    lookalikes: `
How do I cancel an order through the API?
How do we remove a listing?
The seller has revoked the authorization and now we get invalid_grant. What now?
How do I delete a subscription?
How can a seller remove a product image?
How do I disable logging in the SDK?
Does Amazon revoke brands?
How do I remove HTML from a description?
How to stop notifications?
Wie kann ein Händler ein Angebot entfernen?
`,
  },
}
