internal import Rules

/// The lexicons that the program itself asks for by name; all others serve patterns only.
package enum EngineLexicons {
  /// Their names.
  package static let names: Set<String> = [
    "abbreviations", "abbreviations_final", "accusing_verbs", "addressees", "adjectives", "adverbs",
    "attitude_nouns", "body_forms", "body_nouns", "boilerplate", "caption_starts",
    "collective_sides",
    "company_nouns", "company_roles", "company_suffixes", "coordinators", "courtesy_titles",
    "determiners", "document_nouns", "ed_adjectives", "event_verbs", "female_given_names",
    "former_words",
    "government_bodies", "government_roles", "hedge_verbs", "institution_heads", "joint_roles", "joint_titles",
    "legal_forms", "legislator_roles", "local_roles", "male_given_names", "media_nouns",
    "meeting_nouns", "meeting_verbs", "modals", "months", "mostly_nouns", "municipal_roles",
    "narration_verbs", "negators", "nicknames", "not_names", "noun_verbs", "nouns", "nouns_in_ing",
    "nouns_in_s", "outlet_words", "person_particles", "person_suffixes", "possessive_pronouns",
    "prepositions",
    "prepositions_multi", "pronouns_object", "pronouns_subject", "province_roles",
    "readout_phrases", "readout_titles", "relative_pronouns", "role_nouns", "speech_openers",
    "speech_titles", "staff_roles", "state_roles", "statement_titles", "subordinators",
    "that_complement_nouns", "time_nouns", "title_heads", "title_modifiers", "titles", "verbs",
    "weekdays", "wh_words",
  ]

  /// The class in which the entries of some are inflected without being marked.
  static let inflected: [String: WordClass] = [
    "adjectives": .adjective, "collective_sides": .noun, "institution_heads": .noun,
    "noun_verbs": .verb, "nouns": .noun, "nouns_in_ing": .noun, "nouns_in_s": .noun,
    "role_nouns": .noun, "that_complement_nouns": .noun, "time_nouns": .noun,
    "title_heads": .noun, "verbs": .verb,
  ]
}
