// Readme.swift — what the practice folder says about itself.

enum Readme {
    static let text = """
        # 模拟CA · Practice PKI

        **仅供培训与测试。** 这里的证书都带有模拟标记(证书策略 2.999.98.105.97.111),正式的验证从不信任它们。
        **For training and tests only.** Every certificate here carries the practice mark (certificate policy
        2.999.98.105.97.111); real verification never trusts one.

        | | |
        |---|---|
        | `roots/` | 信任文件夹:根证书、`tsa/` 时间戳根证书、`crls/` 吊销列表 · the trust folder: root, timestamp root in `tsa/`, revocation lists in `crls/` |
        | `authority/` | 签发机构的密钥与签发索引,勿外传 · the authorities' keys and the index of what was issued; keep it to yourself |
        | `agency/` `platform/` | 招标代理机构、交易平台 · tender agency, trading platform |
        | `officer1/` `officer2/` | 开标人 · opening officers |
        | `trustee1/` … `trustee3/` | 解密补救的托管人 · trustees of recovery |
        | `bidder1/` … `bidder5/` | 投标人;其中 `head/` 是法定代表人 · bidders; `head/` is the head of the unit |
        | `tsa/` | 时间戳机构 · timestamp authority |

        身份文件夹内 · In an identity folder: `sign.p12` 签名密钥 signing key, `enc.p12` 加密密钥 encryption key,
        `sign.crt` `enc.crt` 公开证书 public certificates, `chain.crt` 中间证书 the authority between, `crls/` 随签名传递的吊销列表 lists that travel in signatures.
        所有密钥使用建立时的同一口令 · One passphrase, chosen at the start, opens every key.

        ```
        biao identity show bidder1/
        biao pki issue . --as bidder6 --kind bidder --name 单位名称 --code 统一社会信用代码
        biao pki issue . --as bidder7 --request sign.csr --enc-request enc.csr   # 私钥留在申请人处 for keys that their holder keeps
        biao pki revoke . bidder6/enc.crt --reason key-compromise
        biao pki crl .
        biao pki tsa .        # 本机时间戳服务 timestamps on this computer: --tsa http://127.0.0.1:…
        biao pki ocsp .       # 本机 OCSP 服务 OCSP on this computer: biao pki issue … --ocsp http://127.0.0.1:…
        ```

        """
}
