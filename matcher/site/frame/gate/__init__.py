"""Before any page: headers, proxy, prefix, forms of other sites, sessions, errors in German."""
