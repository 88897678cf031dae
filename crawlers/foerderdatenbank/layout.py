"""What we rely on in the export: document types, properties, codes, and where things lie."""

ROOT = "/BMWI/FDB/Content/DE/"
SITE = "https://www.foerderdatenbank.de/"
CATEGORIES = "/BMWI/SiteGlobals/Categories/FDB/"

PROGRAMME, CONTACT, ADDRESS, LINK = "ServiceOffer", "ContactData", "Address", "ExternalLink"
OTHER_TYPES = frozenset({"Download", "Article", "Image", "Publication"})
"""Types that an export ships and that we leave aside on purpose."""

TEXT_PROPERTIES = {
    "teaserText": "short_description",
    "summary": "description",
    "regulatoryFWork": "legal_requirements",
    "procInfluence": "deadlines",
    "procMethod": "procedure",
    "progress": "processing_time",
    "competenceDescr": "documents",
    "bodyText": "legal_basis",
    "procDescription": "citation",
    "header": "status_note",
    "functions": "language",
}
"""Property of a programme -> our text field."""

USED: dict[str, dict[str, str]] = {
    PROGRAMME: {
        "title": "RichText",
        **dict.fromkeys(TEXT_PROPERTIES, "RichText"),
        "keywords": "String",
        "dateOfIssue": "Date",
        "cl2Processes": "ClassifiedLinkLists",
        "cl2RelatedEnts": "ClassifiedLinkLists",
        "cl2Satisfaction": "ClassifiedLinkLists",
        "cl2Contacts": "ClassifiedLinkLists",
        "cl2CustServices": "ClassifiedLinkLists",
    },
    CONTACT: {
        "title": "RichText", "cl2Addresses": "ClassifiedLinkLists", "website": "LinkList",
        "phone": "String", "fax": "String", "email": "String",
    },
    ADDRESS: {
        "title": "RichText", "road": "String", "houseId": "String", "zipCode": "String",
        "city": "String",
    },
    LINK: {"title": "RichText", "url": "String"},
}  # fmt: skip
"""Per document type: the properties we read, with the property type they must have."""

_EVERYWHERE = frozenset(
    {"comment", "header", "languageInd", "remark", "shouldNotBeIndexed", "teaserText", "subType",
     "dateOfIssue", "dateOfExpiration", "externalID", "keywords", "cl2Images", "bodyText"}
)  # fmt: skip
IGNORED: dict[str, frozenset[str]] = {
    PROGRAMME: _EVERYWHERE | {
        "challenge", "cl2Location", "customerBenefit", "procQuality", "referenceCustomer",
        "requirements", "serviceDescription", "serviceFeeDescr", "termsOfPayment",
    },
    CONTACT: _EVERYWHERE | {"cl2RespTargets"},
    ADDRESS: _EVERYWHERE,
    LINK: _EVERYWHERE | {"altText"},
}  # fmt: skip
"""Per document type: properties that are known and not used."""

CLOSED = ("Foerderart", "Foerderberechtigte", "Foerderbereich", "Foerdergeber", "Foerdergebiet",
          "GRW")  # fmt: skip
"""Vocabularies whose codes are all known; a new code is an issue."""

LEVEL_BY_FOLDER = {"Bund": "federal", "Land": "state", "EU": "eu"}
LEVEL_BY_CODE = {"bund": "federal", "land": "state", "eu": "eu"}
