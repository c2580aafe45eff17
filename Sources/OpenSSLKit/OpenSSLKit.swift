// OpenSSLKit
