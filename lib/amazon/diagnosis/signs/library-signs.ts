/**
 * What an error message of a programming language or package manager is about. A program wrote these words, so they are
 * read before asking what Amazon responded.
 */
export const librarySigns = {
  /** The code calls something that the installed version of the library doesn't have. */
  'library-call-unknown':
    /unexpected keyword argument|takes (?:no|\d{1,2}|from \d{1,2} to \d{1,2}) (?:positional )?arguments?|(?:missing|too few|too many) (?:\d{1,2} )?(?:required )?(?:positional )?arguments?\b|\b(?:has|have) no (?:attribute|member)\b|cannot import name|call to (?:an )?undefined (?:method|function)|undefined (?:local variable or )?method|does not contain a (?:definition|constructor)|\bis not a (?:function|constructor)\b|cannot find symbol|NoSuchMethod|no operation found|\boperation not found\b|\bdoes (?:it|this (?:library|sdk|package|client)) support\b|\b(?:add|need|needs|missing|lacks?|no|without) (?:\w+ )?(?:support|implementation|wrapper|typings?|type definitions?) (?:for|of)\b|\b(?:not|n['’]t) (?:yet )?(?:supported|implemented|available) (?:in|by) (?:the |this )?(?:library|sdk|package|client|wrapper|current version)\b|uninitialized constant|\b(?:class|interface|method|trait|type) ["'`]?[\w\\.:$]{3,80}["'`]? (?:not found|does(?:n['’]t| not) exist|is (?:undefined|not defined))|has no exported member|property ['"`]\w{2,40}['"`] does not exist on type|no overload (?:for|matches)|\bdeprecat\w{2,4}\b[^.\n]{0,60}\b(?:function|method|class|module|library|package)\b/i,
  /** A value that the library requires was never set. */
  'library-setting-absent':
    /\b(?:lwa_\w{2,20}|credentials?|access keys?|client[_ ]?(?:id|secret)|refresh[_ ]?token|region|marketplace|endpoint|config\w{0,8}|environment variables?|settings?)\b["'`]?[^.\n]{0,40}\b(?:is|are|was|were|must be|needs? to be|has to be) (?:required|missing|not (?:set|found|configured|provided|defined)|mandatory|provided|specified|set|null|undefined|empty)\b|\bneither\b[^.\n]{1,60}\bnor\b[^.\n]{1,60}\b(?:set|given|provided)\b|\benv(?:ironment)? ?var(?:iable)?s?\b[^.\n]{0,30}\b(?:missing|(?:not|n['’]t) (?:set|defined))|Missing(?:Credentials|Configuration)\w{0,12}|\b(?:missing|undefined|unset|no) (?:\w{1,20} )?(?:credentials?|config(?:uration)?|environment variables?|settings?)\b|\bmust (?:pass|provide|set|specify|supply)\b[^.\n]{0,40}\b(?:credentials?|token|region|marketplace|client)/i,
  /** Amazon's response doesn't match the model that the library was generated from. */
  'library-answer-unread':
    /\bdeseriali[sz]\w{1,6}|Json(?:Serialization|Mapping|Reader|Parse|Decode|Syntax)\w{0,12}|(?:could not|cannot|can['’]t|unable to|failed to) (?:convert|decode|map|cast|unmarshal)\b|cannot unmarshal|error converting value|requested value ['"]\w{2,40}['"] was not found|\bwhile (?:parsing|deseriali[sz]ing|mapping)\b|no enum constant|not a valid enum|(?:unknown|unexpected|invalid) enum|invalid value for ["'`]?[$\w]|unrecogni[sz]ed (?:field|property)|validation errors? for \w|json schema|schema validation|validation against|\b(?:null|none) given\b|cannot assign null|return value must be|cannot implicitly convert|discriminator|unexpected (?:field|attribute|property) in (?:the )?response/i,
  /** The program passes a value to the library in the wrong format. */
  'library-argument-type':
    /expects parameter \d to be|argument #?\d{0,2} ?\([^)\n]{1,40}\) must be|must be (?:of )?(?:the )?type \w+, \w+ given|expected (?:str|string|bytes|int|datetime)\w{0,8} (?:instance|type)|argument of type|can(?:not|['’]t) be converted to string|array to string conversion|(?:is|are) not JSON serializable|strptime|invalid (?:date|time) format/i,
  /** The language is older or newer than the library requires. */
  'library-language-version':
    /object is not subscriptable|SyntaxError\b|requires? (?:php|python|node|ruby|java|\.net)\b[^.\n]{0,16}\d|unsupported class file|has been compiled by a more recent version|engine ["']?node["']? is incompatible|target ?framework|unexpected token (?:\?\.|=>|\{)|ERR_REQUIRE_ESM|cannot use import statement/i,
  /** A newer version fails where an older one works. */
  'library-upgrade-broke':
    /\b(?:after|since) (?:the |an? |our |my )?(?:last |latest |new |newest )?(?:updat|upgrad)\w{1,4}\b|\b(?:revert|downgrad|roll(?:ed|ing)? back|go(?:ing)? back|went back)\w{0,4}\b[^\n]{0,60}\b(?:works?|worked|fine|ok)\b|\bv?\d{1,2}\.\d{1,3}(?:\.\d{1,3})? (?:breaks?|broke|crashes|fails)\b|\b(?:works?|worked) (?:fine |well |ok )?(?:with|in|on|under|until) (?:the )?(?:(?:old(?:er)?|previous|version|v)\b|\d{1,2}\.\d)|\bsince (?:version |v)?\d{1,2}\.\d|\b(?:broke|broken|regression|fail\w{0,3}|errors?) (?:in|since|with|after) (?:version |v)?\d|nach (?:dem|einem) Update|seit (?:dem|der) (?:Update|Version)|tras (?:la |una )?actualiza|après (?:la |une )?mise à jour|dopo l['’]aggiornamento/i,
  /** The library itself asks for AWS keys. */
  'library-asks-aws-keys':
    /\bAWS\b[\w ,'’]{0,60}\b(?:required|missing|mandatory|not (?:set|found))\b|\b(?:IAM (?:ARN|user|role)|AWS (?:access|secret)[\w ]{0,16}keys?|role_?arn)\b[^.\n]{0,80}\b(?:required|mandatory|necessary|needed|missing|asks? for|must)\b|\b(?:need|necessary|require\w?|get|create|which|what)\b[^.\n]{0,40}\bIAM (?:ARN|user|role)\b/i,
  /** The package is missing, or conflicts with others. */
  'library-install-failed':
    /\bERESOLVE\b|no matching distribution|could not find a version|ModuleNotFoundError|no module named|cannot find (?:module|package)|unable to import module|could not be resolved to an installable|conflicting (?:requirements|dependenc)|dependency conflict|peer dep|could not (?:resolve|find) (?:dependenc|artifact|all files)|version solving failed|could not load file or assembly|NoClassDefFound|ClassNotFoundException|unable to locate package|\b(?:composer|pip3?|npm|yarn|nuget|gem|maven|gradle)\b[^.\n]{0,60}\b(?:fails?|failed|errors?|conflicts?|can['’]?t|cannot|unable)\b/i,
  /** The program reads a part that the response doesn't contain. */
  'library-part-missing':
    /(?:\bKeyError|\bundefined (?:index|array key|property|offset)|\(reading|\bkey not found)\W{1,6}['"`]?(?!lwa|refresh|client|aws|sp_api|access_?token|selling)[a-z]\w{2,40}\b|\b(?:list|dict|str|array|tuple)['’"]? object has no attribute|\b(?:list|string|tuple) ind(?:ices|ex) must be|call to a member function \w{2,40}\(\) on null|\bfor nil(?::NilClass)?\b|\bis not iterable\b/i,
  /** A client generated from Amazon's models. */
  'library-generated':
    /swagger[- ]?codegen|openapi[- ]?generator|\bnswag\b|\bautorest\b|generat\w{1,5} (?:(?:the|a|my|our|an) )?(?:\w+ )?(?:client|sdk|code|models?|classes)\b[^.\n]{0,80}\b(?:error|fail|wrong|invalid|compile|duplicate)/i,
} as const satisfies Record<string, RegExp>

export type LibrarySign = keyof typeof librarySigns
