"""Written by `python -m speed.fingerprint`: what each replaced function is expected to be."""

ORIGINALS: dict[str, dict[str, str]] = {
    "cfnlint.conditions.conditions:Conditions.satisfiable": {
        "3.13": "db53ed64db6b3154062c5edd56ac9760",
        "3.14": "add971688b4f2533153824ccfb84b2f3",
        "source": "1fa94c4b971787be835ae3f5fae1cc08"
    },
    "cfnlint.context.conditions._condition:Condition.evolve": {
        "3.13": "f12f8d54c7e7043d0dbdb9bb66f3accb",
        "3.14": "42e1833969d0b85c65d477b67d06c597",
        "source": "ca3f6637f6f501033c61703bc0931560"
    },
    "cfnlint.context.conditions._conditions:Conditions.evolve": {
        "3.13": "e77caa129f970548fa48c8721a37c89d",
        "3.14": "5874859c215286acf025e34db691c062",
        "source": "9105d00be25a13529cffc7a3e28b930f"
    },
    "cfnlint.context.conditions._conditions:Conditions.evolve_from_instance": {
        "3.13": "e316d2a450160fc300bded0f5a342460",
        "3.14": "40fca8b0eb3121f6078a053d27209bab",
        "source": "761c2cd53bad073c1971585dcbc58d00"
    },
    "cfnlint.context.conditions._conditions:Conditions.status": {
        "3.13": "c35089bae8775df83975ac4bca7c2e62",
        "3.14": "19d46b9de087c6c09aa104823ad9a757",
        "source": "cc5e7c49df80411cfbea020b3c48bd0e"
    },
    "cfnlint.context.conditions._utils:build_instance_from_scenario": {
        "3.13": "b3f09bca649fb6de296900c961444cf4",
        "3.14": "2c6cd5aad65bce996147ee0850a5c5b0",
        "source": "311bf6c72b33af1e12524566b3da4cfd"
    },
    "cfnlint.context.conditions._utils:get_conditions_from_property": {
        "3.13": "19de6d3a1b6e32c53cdb02e371866982",
        "3.14": "423f8ac0285e4e750c0b0e312e17d500",
        "source": "75ca90e8a668ff9d244dc2b061ed1e05"
    },
    "cfnlint.context.context:Context.evolve": {
        "3.13": "78f0679649609271f21a7858e65fa224",
        "3.14": "7ab6f004ed3227fb9f756618e10a6675",
        "source": "4680852b4cccf8e44d357bc330644e5b"
    },
    "cfnlint.context.context:Path.descend": {
        "3.13": "fcf47847ddae08ac5359e6e1056a6a37",
        "3.14": "19d0ef299033811fb1a2c5147c182275",
        "source": "a8be84120505e12ca9d1d99d05184c12"
    },
    "cfnlint.jsonschema._filter:FunctionFilter._filter_schemas": {
        "3.13": "932c4c523a1724d0846af38bcb7ed62d",
        "3.14": "1353c4d04523fb18074be51cb9bb4f48",
        "source": "4cae9f41892f848d01c0c6cd43e74a46"
    },
    "cfnlint.jsonschema._filter:FunctionFilter.evolve": {
        "3.13": "682340e2728b104b2be9aba98e75c2b4",
        "3.14": "b6479e4b4028e218debb42632f70293c",
        "source": "1f68d2964016cbe187b1ca33b0197912"
    },
    "cfnlint.jsonschema._filter:FunctionFilter.filter": {
        "3.13": "96020362f307293fd77deafb7e5548ec",
        "3.14": "0ef2eb7f0a95ea903dc7afdfd9c19e1d",
        "source": "3c0e608250fe5b1382bc58b86435ec03"
    },
    "cfnlint.jsonschema._keywords:additionalProperties": {
        "3.13": "d72d31aebe234f1aa3d84226da900501",
        "3.14": "d0731fabf5fbc7c890b61064843b7045",
        "source": "7e0ff512e6038968c6e0b6e4676d974b"
    },
    "cfnlint.jsonschema._keywords:const": {
        "3.13": "f1758111196259941c62fd6ba5d0cfdf",
        "3.14": "23c46dbbfd02f80d763b762c08db9b55",
        "source": "c743156c63c89fbd1a4091f2ed035d91"
    },
    "cfnlint.jsonschema._keywords:enum": {
        "3.13": "41b4c50efeb37fc6df03581239cb6361",
        "3.14": "8ec0aff014c0e2bcb9e9499f9348665a",
        "source": "f085f9576416178cec45f267f75b597c"
    },
    "cfnlint.jsonschema._keywords:if_": {
        "3.13": "5a0158e566c1df713d94959515dd9e34",
        "3.14": "0f78f6dc4e804b50bade1894c72f22f0",
        "source": "fe30c1fc61a3232beb8c2a030d532395"
    },
    "cfnlint.jsonschema._keywords:pattern": {
        "3.13": "d9df1e19761577cb355fb307583eb92e",
        "3.14": "e97e45c0d4019679f3b741cb9e29e54f",
        "source": "63f868d1f58c83bfde109ee606ecf8ed"
    },
    "cfnlint.jsonschema._keywords:patternProperties": {
        "3.13": "61eab76433c707319f410445d3ccb926",
        "3.14": "029602940b1248b9a32c0971c2500569",
        "source": "aef468d55a8292806417dfeba7d85b98"
    },
    "cfnlint.jsonschema._keywords:properties": {
        "3.13": "106220b896243d39141a9820e57e0f3c",
        "3.14": "eeebcbb58902965e1474789ddd729462",
        "source": "a4a50d573fa20c7c576483d0257395c7"
    },
    "cfnlint.jsonschema._keywords:required": {
        "3.13": "8fbb15d655e8560e6866bb670dcc8b5e",
        "3.14": "9cef0a180982b680df0dffdc27654c82",
        "source": "82a6c652a5c6566ceb139ae271dcf142"
    },
    "cfnlint.jsonschema._keywords:type": {
        "3.13": "496df6e615c907a9dc5df67cf57986f3",
        "3.14": "8956befb403b8db72eccb515f590efd0",
        "source": "ee99d7e2390bd717a30a2bdf07af286e"
    },
    "cfnlint.jsonschema._keywords_cfn:_raw_type": {
        "3.13": "c66ba644aebd5d20dc1165215bf67a71",
        "3.14": "6a22fdda505b395e2b81e76eaafdf9fb",
        "source": "f52e3cfaf5a2fe4f8d569d31347685fc"
    },
    "cfnlint.jsonschema._keywords_cfn:_raw_type_strict": {
        "3.13": "53c68f25942f31675277d26862fbb303",
        "3.14": "b57f46471fb0e075710bb8598bddc90b",
        "source": "c472e987fa74a090d8fe5326d8a56e52"
    },
    "cfnlint.jsonschema._keywords_cfn:additionalProperties": {
        "3.13": "b642fb5079a6104a348e91cb89d1a2da",
        "3.14": "bee6647ba5d8100a8e89e66a09f6f395",
        "source": "b351cd8ae59034b0aa470460bded3562"
    },
    "cfnlint.jsonschema._keywords_cfn:cfn_type": {
        "3.13": "bca2cd85bf16c81c323735c395174478",
        "3.14": "4447bb1b3fbc9ad19b18dfec53bae827",
        "source": "48f0aa6641817e9a1b05a5d05788e9dc"
    },
    "cfnlint.jsonschema._utils:equal": {
        "3.13": "9d625442aee96e1de1087ebdac22e874",
        "3.14": "c3002ee117c8f45f2fa18632089922e9",
        "source": "c1b3c9d8aab2b8bc1956a1932e92d3d2"
    },
    "cfnlint.jsonschema._utils:find_additional_properties": {
        "3.13": "76cf13c7cf8e541d722c70bfa7efb4d4",
        "3.14": "cb4485566f7a259d3c393ccb4aaa89bb",
        "source": "cf034429d6df8b5b27fe22cf771f8b27"
    },
    "cfnlint.jsonschema.validators:CfnTemplateValidator.__post_init__": {
        "3.13": "fb14ee8c7c607847d723dc93842284e7",
        "3.14": "289d1bd0bba97e5d2b44729c1d8c0c73",
        "source": "a2fee9bb165ba0ff62336f1abe380ea3"
    },
    "cfnlint.jsonschema.validators:CfnTemplateValidator._resolve_fn": {
        "3.13": "74121365d08634bd13090084c0bd623f",
        "3.14": "283bedd685bf5aaa9b8bc8e810b413b8",
        "source": "ede637ef36c1f778aa3ca22fcca7cbfc"
    },
    "cfnlint.jsonschema.validators:CfnTemplateValidator.descend": {
        "3.13": "ad4926d0c4f6addd3a17f312fbeff9e1",
        "3.14": "e9ebbac4d13a5fefd46ad7d8b465513c",
        "source": "21de8e2eacec55ab4db84367c03a0948"
    },
    "cfnlint.jsonschema.validators:CfnTemplateValidator.evolve": {
        "3.13": "8b6f4539c0b18e2afa7850af7a2b4431",
        "3.14": "87a669f65bcab55d5035322959264785",
        "source": "29fdd3e79b12f148950472e83215072c"
    },
    "cfnlint.jsonschema.validators:CfnTemplateValidator.extend": {
        "3.13": "0a23aee3295a5b141fd48a1cb8e81c6b",
        "3.14": "f36365f2354fcef27112adc4fb8819c2",
        "source": "cbb9370b734a9eda0ad60a7401082aca"
    },
    "cfnlint.jsonschema.validators:CfnTemplateValidator.is_type": {
        "3.13": "db6463e72f8bd746395c633f9e6c6378",
        "3.14": "ae31eb88f58fbfb36186f5622d885adf",
        "source": "781d0b430f51591d2fb4d6b6072d8048"
    },
    "cfnlint.jsonschema.validators:CfnTemplateValidator.is_valid": {
        "3.13": "c1d47d6b9d093b53700c65de10aef03b",
        "3.14": "730e26a35ebbad60ec171b4fac05d9d1",
        "source": "f61282d77ad609b0338515c57401f4ea"
    },
    "cfnlint.jsonschema.validators:CfnTemplateValidator.iter_errors": {
        "3.13": "20cede1711bf9e145bf8a4222c5d5908",
        "3.14": "be8ba6473ec1518436cbf0981aa52556",
        "source": "7a99d6a3ab5def0f03dd9e47774d546d"
    },
    "cfnlint.jsonschema.validators:CfnTemplateValidator.resolve_value": {
        "3.13": "659d67e73ae8d85016198fa837f66ac8",
        "3.14": "d4599840ee67a360df1be08ab70e9337",
        "source": "6e1cfd7fc2e06e5195b727132636bf33"
    },
    "cfnlint.jsonschema.validators:CfnTemplateValidator.validate": {
        "3.13": "e605846b13fe1e05b8755230ac67eebc",
        "3.14": "25d6e310d2e315e4e5cac243139444e5",
        "source": "ecefa25c82a08827beb3ac3e8d83c7c7"
    },
    "cfnlint.match:Match.__post_init__": {
        "3.13": "899a48a742357cf64027eb7dd2459c4b",
        "3.14": "ba3d6452c0ac6d3b2a535c6c44eba6c9",
        "source": "7440b5fa2fdc1f51cd482e4fa32a650c"
    },
    "cfnlint.rules._rule:CloudFormationLintRule.match": {
        "3.13": "194b1d5241fa3a5869ee99cd1fb87de8",
        "3.14": "a3f772dbcf6590cf7b033fac23119818",
        "source": "92b778cb11cee06b3866066a2776b7c9"
    },
    "cfnlint.rules._rule:CloudFormationLintRule.match_resource_properties": {
        "3.13": "260666b8038f6bfadc6e2fa8db2f2147",
        "3.14": "df2118b9ea7913f92c51adfbfdae7390",
        "source": "2590109dc9319fa013f4fbfcf9e49efd"
    },
    "cfnlint.rules._rule:CloudFormationLintRule.matchall": {
        "3.13": "4fe488f256f7cc2c8b8e8976f3d2ec8c",
        "3.14": "527ca6752d60e5d7b2ca753536985837",
        "source": "ad4e6f9e3418be873e22d42bdcafe5fb"
    },
    "cfnlint.rules._rule:CloudFormationLintRule.matchall_resource_properties": {
        "3.13": "4fe488f256f7cc2c8b8e8976f3d2ec8c",
        "3.14": "527ca6752d60e5d7b2ca753536985837",
        "source": "ad4e6f9e3418be873e22d42bdcafe5fb"
    },
    "cfnlint.rules._rules:Rules._filter_matches": {
        "3.13": "02b65a153357f7b8a39683c57caf338c",
        "3.14": "7aa5265e631217d8d1e53bee55f4d397",
        "source": "c792e9a75d88f3c8390e5bf9407de4c9"
    },
    "cfnlint.rules._rules:Rules.is_rule_enabled": {
        "3.13": "0a1a43f862d8e73e2bcd691325daf814",
        "3.14": "09a4b4d39912ffca34cc41c0d75baff5",
        "source": "0a5af6c68094be1af951633e7f2c4c5f"
    },
    "cfnlint.rules._rules:Rules.run": {
        "3.13": "29aebfbb23fe9ef0caeeeb9653ac209f",
        "3.14": "8c9791705bb7bc34ddc4af6a0142392c",
        "source": "47e0a16d6e01a244540425f186faa7da"
    },
    "cfnlint.rules._rules:Rules.run_check": {
        "3.13": "fbd7995e5c5a757b16922ee14c2070f9",
        "3.14": "a4067f31095e91d09bc551fa1ae8720e",
        "source": "8ed07eaa0c01636edd4591c7675009de"
    },
    "cfnlint.rules.jsonschema.Base:BaseJsonSchema.extend_validator": {
        "3.13": "d3f77a23ec5ba6ba8639a97f5b870844",
        "3.14": "3b68b4cb2070c2e02f0f81fcedc77cca",
        "source": "3e22678c6a579cb0ca6321db600ac0e1"
    },
    "cfnlint.rules.jsonschema.CfnLint:CfnLint.cfnLint": {
        "3.13": "4bcd0f6e3ef297fe50667e1189671ed4",
        "3.14": "b8214a22478a4b9d5ec9b460b0d360bf",
        "source": "9b6daf203606721432f3c5e2341bc0ad"
    },
    "cfnlint.rules.jsonschema.JsonSchema:JsonSchema.schema": {
        "3.13": "b482d3282bc75590faa9ee1a59baa5d0",
        "3.14": "ee86cbf2b7dc90b76de2054a489fd84f",
        "source": "bfd8cac66d438aed34e76ef758c02374"
    },
    "cfnlint.rules.resources.properties.Type:Type.type": {
        "3.13": "f0ef2e9c493ee9d035bc8c9163a9831f",
        "3.14": "6814e850713d626facfed215a593e3b0",
        "source": "9659e28692b783b12639d3a34a8eaf30"
    },
    "cfnlint.runner.template.runner:_dedup": {
        "3.13": "d422c2571b05dd3f4ee9d0936e00295f",
        "3.14": "e81ded80eb64f638dd63e6a1c090a4c2",
        "source": "c501935fb12a669fcab2034547c81a6c"
    },
    "cfnlint.schema._schema:Schema.patch": {
        "3.13": "ea0dab4859e66a38db4912431f7cae8b",
        "3.14": "c5ef229ae345930ad5f5f073a1fa6bdd",
        "source": "1e5e88ed7c5c6ed0225f64c5e3d66d12"
    },
    "cfnlint.schema.other_schema_manager:OtherSchemaManager.patch": {
        "3.13": "8916b164bf51a038de8cb2d0ee392317",
        "3.14": "9f6d241f569df07c33a870d38c43f812",
        "source": "6b7c6715c14bcd72da6990b857373747"
    },
    "cfnlint.schema.resolver._resolver:RefResolver.__post_init__": {
        "3.13": "ba8e4bcdea6f0084e6bdca5ff4cd861f",
        "3.14": "009038cb5c3f60c0948c6d2d69729efb",
        "source": "35aee1ab37db2fdb77fbcbf0a6a415ab"
    },
    "cfnlint.schema.resolver._resolver:RefResolver._find_in_subschemas": {
        "3.13": "bf738b8c77c6011e3473941d52ea1876",
        "3.14": "b1c1dab6d8d8dde653f3b3dd98debeed",
        "source": "41fee27f7c56406becadf3a146807ccd"
    },
    "cfnlint.schema.resolver._resolver:RefResolver._get_subschemas_cache": {
        "3.13": "33290724ce9776252b4242a158e87efd",
        "3.14": "06748a2c07e046543fdf412d7b551b1d",
        "source": "b922242c2950d72e567cd0444290b6bc"
    },
    "cfnlint.schema.resolver._resolver:RefResolver.resolve": {
        "3.13": "2695e1653db84eccda78fc73e8d43029",
        "3.14": "355c2027bbb5fec553c039e3c501d12d",
        "source": "d3931c8a0745bd999368e65dab13895e"
    },
    "cfnlint.schema.resolver._resolver:RefResolver.resolve_fragment": {
        "3.13": "23a46731d6fc17a76fee09c497bf87e7",
        "3.14": "dd510191bb87494cac77146177b3f737",
        "source": "7e36a22d06936716add53df5970d5baf"
    },
    "cfnlint.schema.resolver._resolver:RefResolver.resolve_from_url": {
        "3.13": "83083f703ca089b30be934e3389cf144",
        "3.14": "3bc6fa88c22f653127017da542ea5244",
        "source": "66d6c05250a7f12d1a153d5fce988bcc"
    },
    "cfnlint.schema.resolver._resolver:_search_schema": {
        "3.13": "4452f4fdde6e91f2e8401d6fb533ed0d",
        "3.14": "e849320963be8eed344d41bccb35adf7",
        "source": "560dae2978792c39ad6f60926add8387"
    },
    "cfnlint.schema.resolver._utils:id_of": {
        "3.13": "8f6f95ef7f09e387cd58e73ba5311bec",
        "3.14": "06709408e1011dc4bffec1624373e74d",
        "source": "a30f8a2299dec1e5365424095f0abf2e"
    },
    "cfnlint.template.template:Template._search_deep_keys": {
        "3.13": "74d485a9216a7d3500a29188ed883f49",
        "3.14": "e449e71af0a6f1402688d71515c10e55",
        "source": "39d8f38f8b9f7f067d332eb98880f7ad"
    }
}
