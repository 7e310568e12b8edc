CREATE FUNCTION guard_assembly_arrears_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_arrears_1 BEFORE UPDATE OF id, member_id, since, why, noted_by ON assembly_arrears FOR EACH ROW EXECUTE FUNCTION guard_assembly_arrears_1()
--;
CREATE FUNCTION guard_assembly_arrears_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_arrears_2 BEFORE DELETE ON assembly_arrears FOR EACH ROW EXECUTE FUNCTION guard_assembly_arrears_2()
--;
CREATE TRIGGER guard_assembly_arrears_2_truncate BEFORE TRUNCATE ON assembly_arrears FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_arrears_2()
--;
CREATE FUNCTION guard_assembly_arrears_3() RETURNS trigger AS $$ BEGIN IF NOT (OLD.ended_on IS NULL) THEN RAISE EXCEPTION 'arrears end once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_arrears_3 BEFORE UPDATE OF ended_on, ended_by ON assembly_arrears FOR EACH ROW EXECUTE FUNCTION guard_assembly_arrears_3()
--;
CREATE FUNCTION guard_assembly_attachment_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_attachment_1 BEFORE UPDATE ON assembly_attachment FOR EACH ROW EXECUTE FUNCTION guard_assembly_attachment_1()
--;
CREATE FUNCTION guard_assembly_attachment_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_attachment_2 BEFORE DELETE ON assembly_attachment FOR EACH ROW EXECUTE FUNCTION guard_assembly_attachment_2()
--;
CREATE TRIGGER guard_assembly_attachment_2_truncate BEFORE TRUNCATE ON assembly_attachment FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_attachment_2()
--;
CREATE FUNCTION guard_assembly_attachment_3() RETURNS trigger AS $$ BEGIN IF NOT (NOT EXISTS (SELECT 1 FROM assembly_item i WHERE i.motion_id = NEW.motion_id)) THEN RAISE EXCEPTION 'papers are attached before a motion is on an agenda' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_attachment_3 BEFORE INSERT ON assembly_attachment FOR EACH ROW EXECUTE FUNCTION guard_assembly_attachment_3()
--;
CREATE FUNCTION guard_assembly_attendance_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_attendance_1 BEFORE UPDATE ON assembly_attendance FOR EACH ROW EXECUTE FUNCTION guard_assembly_attendance_1()
--;
CREATE FUNCTION guard_assembly_attendance_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_attendance_2 BEFORE DELETE ON assembly_attendance FOR EACH ROW EXECUTE FUNCTION guard_assembly_attendance_2()
--;
CREATE TRIGGER guard_assembly_attendance_2_truncate BEFORE TRUNCATE ON assembly_attendance FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_attendance_2()
--;
CREATE FUNCTION guard_assembly_attendance_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = NEW.meeting_id AND m.convened_at IS NOT NULL AND m.closed_at IS NULL AND m.called_off_at IS NULL)) THEN RAISE EXCEPTION 'the attendance book is open from the call to the close of an assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_attendance_3 BEFORE INSERT ON assembly_attendance FOR EACH ROW EXECUTE FUNCTION guard_assembly_attendance_3()
--;
CREATE FUNCTION guard_assembly_ballot_count_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_ballot_count_1 BEFORE UPDATE ON assembly_ballot_count FOR EACH ROW EXECUTE FUNCTION guard_assembly_ballot_count_1()
--;
CREATE FUNCTION guard_assembly_ballot_count_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_ballot_count_2 BEFORE DELETE ON assembly_ballot_count FOR EACH ROW EXECUTE FUNCTION guard_assembly_ballot_count_2()
--;
CREATE TRIGGER guard_assembly_ballot_count_2_truncate BEFORE TRUNCATE ON assembly_ballot_count FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_ballot_count_2()
--;
CREATE FUNCTION guard_assembly_ballot_count_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.cast_votes BETWEEN 0 AND (SELECT v.present FROM assembly_vote v WHERE v.id = NEW.vote_id)) THEN RAISE EXCEPTION 'more ballots were counted than people who may vote are there' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_ballot_count_3 BEFORE INSERT ON assembly_ballot_count FOR EACH ROW EXECUTE FUNCTION guard_assembly_ballot_count_3()
--;
CREATE FUNCTION guard_assembly_ballot_count_4() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id JOIN assembly_meeting m ON m.id = i.meeting_id WHERE v.id = NEW.vote_id AND i.set_aside_at IS NULL AND m.opened_at IS NOT NULL AND m.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_preliminary p WHERE p.vote_id = v.id) AND NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = i.id))) THEN RAISE EXCEPTION 'this vote is closed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_ballot_count_4 BEFORE INSERT ON assembly_ballot_count FOR EACH ROW EXECUTE FUNCTION guard_assembly_ballot_count_4()
--;
CREATE FUNCTION guard_assembly_board_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_board_1 BEFORE UPDATE ON assembly_board FOR EACH ROW EXECUTE FUNCTION guard_assembly_board_1()
--;
CREATE FUNCTION guard_assembly_board_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_board_2 BEFORE DELETE ON assembly_board FOR EACH ROW EXECUTE FUNCTION guard_assembly_board_2()
--;
CREATE TRIGGER guard_assembly_board_2_truncate BEFORE TRUNCATE ON assembly_board FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_board_2()
--;
CREATE FUNCTION guard_assembly_board_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = NEW.vote_id AND u.opened_at IS NOT NULL AND u.outcome IS NULL AND u.closed_at IS NOT NULL)) THEN RAISE EXCEPTION 'the board is written once, at the count' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_board_3 BEFORE INSERT ON assembly_board FOR EACH ROW EXECUTE FUNCTION guard_assembly_board_3()
--;
CREATE FUNCTION guard_assembly_booth_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_booth_1 BEFORE UPDATE ON assembly_booth FOR EACH ROW EXECUTE FUNCTION guard_assembly_booth_1()
--;
CREATE FUNCTION guard_assembly_booth_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_booth_2 BEFORE DELETE ON assembly_booth FOR EACH ROW EXECUTE FUNCTION guard_assembly_booth_2()
--;
CREATE TRIGGER guard_assembly_booth_2_truncate BEFORE TRUNCATE ON assembly_booth FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_booth_2()
--;
CREATE FUNCTION guard_assembly_count_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_count_1 BEFORE UPDATE ON assembly_count FOR EACH ROW EXECUTE FUNCTION guard_assembly_count_1()
--;
CREATE FUNCTION guard_assembly_count_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_count_2 BEFORE DELETE ON assembly_count FOR EACH ROW EXECUTE FUNCTION guard_assembly_count_2()
--;
CREATE TRIGGER guard_assembly_count_2_truncate BEFORE TRUNCATE ON assembly_count FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_count_2()
--;
CREATE FUNCTION guard_assembly_count_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.in_favour + NEW.against + NEW.abstained + NEW.spoilt <= (SELECT v.present FROM assembly_vote v WHERE v.id = NEW.vote_id)) THEN RAISE EXCEPTION 'more votes were counted than people who may vote are there' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_count_3 BEFORE INSERT ON assembly_count FOR EACH ROW EXECUTE FUNCTION guard_assembly_count_3()
--;
CREATE FUNCTION guard_assembly_count_4() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id JOIN assembly_meeting m ON m.id = i.meeting_id WHERE v.id = NEW.vote_id AND i.set_aside_at IS NULL AND m.opened_at IS NOT NULL AND m.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_preliminary p WHERE p.vote_id = v.id) AND NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = i.id))) THEN RAISE EXCEPTION 'this vote is closed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_count_4 BEFORE INSERT ON assembly_count FOR EACH ROW EXECUTE FUNCTION guard_assembly_count_4()
--;
CREATE FUNCTION guard_assembly_delegation_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_delegation_1 BEFORE UPDATE OF id, member_id, purpose, words, limits, since, until, report_days, decision_id ON assembly_delegation FOR EACH ROW EXECUTE FUNCTION guard_assembly_delegation_1()
--;
CREATE FUNCTION guard_assembly_delegation_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_delegation_2 BEFORE DELETE ON assembly_delegation FOR EACH ROW EXECUTE FUNCTION guard_assembly_delegation_2()
--;
CREATE TRIGGER guard_assembly_delegation_2_truncate BEFORE TRUNCATE ON assembly_delegation FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_delegation_2()
--;
CREATE FUNCTION guard_assembly_delegation_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.ended_on IS NULL AND EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('assembly.delegation'))) THEN RAISE EXCEPTION 'a delegate is sent by a decision of the assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_delegation_3 BEFORE INSERT ON assembly_delegation FOR EACH ROW EXECUTE FUNCTION guard_assembly_delegation_3()
--;
CREATE FUNCTION guard_assembly_delegation_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.ended_on IS NULL AND (NEW.returned_why IS NOT NULL OR EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.ended_decision_id AND d.state = 'in force' AND d.kind IN ('assembly.delegation_recall')))) THEN RAISE EXCEPTION 'a delegate is recalled by a decision of the assembly or gives it back, once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_delegation_4 BEFORE UPDATE OF ended_on, ended_decision_id, returned_why ON assembly_delegation FOR EACH ROW EXECUTE FUNCTION guard_assembly_delegation_4()
--;
CREATE FUNCTION guard_assembly_dissent_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_dissent_1 BEFORE UPDATE ON assembly_dissent FOR EACH ROW EXECUTE FUNCTION guard_assembly_dissent_1()
--;
CREATE FUNCTION guard_assembly_dissent_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_dissent_2 BEFORE DELETE ON assembly_dissent FOR EACH ROW EXECUTE FUNCTION guard_assembly_dissent_2()
--;
CREATE TRIGGER guard_assembly_dissent_2_truncate BEFORE TRUNCATE ON assembly_dissent FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_dissent_2()
--;
CREATE FUNCTION guard_assembly_dissent_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_result r WHERE r.vote_id = NEW.vote_id AND r.outcome = 'carried')) THEN RAISE EXCEPTION 'dissent is from something carried' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_dissent_3 BEFORE INSERT ON assembly_dissent FOR EACH ROW EXECUTE FUNCTION guard_assembly_dissent_3()
--;
CREATE FUNCTION guard_assembly_dissent_4() RETURNS trigger AS $$ BEGIN IF NOT (NOT EXISTS (SELECT 1 FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.member_id = NEW.member_id AND s.said = 'in_favour')) THEN RAISE EXCEPTION 'who said yes by name does not dissent' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_dissent_4 BEFORE INSERT ON assembly_dissent FOR EACH ROW EXECUTE FUNCTION guard_assembly_dissent_4()
--;
CREATE FUNCTION guard_assembly_envelope_1() RETURNS trigger AS $$ BEGIN IF NOT (FALSE) THEN RAISE EXCEPTION 'a sealed envelope cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_envelope_1 BEFORE UPDATE ON assembly_envelope FOR EACH ROW EXECUTE FUNCTION guard_assembly_envelope_1()
--;
CREATE FUNCTION guard_assembly_envelope_2() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = NEW.vote_id AND u.opened_at IS NOT NULL AND u.closed_at IS NULL AND u.outcome IS NULL) AND (SELECT COUNT(*) FROM assembly_envelope e WHERE e.vote_id = NEW.vote_id) < (SELECT COUNT(*) FROM assembly_slip s WHERE s.vote_id = NEW.vote_id AND s.used)) THEN RAISE EXCEPTION 'an envelope goes into an open urn with the slip that is used for it' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_envelope_2 BEFORE INSERT ON assembly_envelope FOR EACH ROW EXECUTE FUNCTION guard_assembly_envelope_2()
--;
CREATE FUNCTION guard_assembly_envelope_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = OLD.vote_id AND u.opened_at IS NOT NULL AND u.outcome IS NULL AND u.closed_at IS NOT NULL)) THEN RAISE EXCEPTION 'envelopes leave the urn once, at the count' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_envelope_3 BEFORE DELETE ON assembly_envelope FOR EACH ROW EXECUTE FUNCTION guard_assembly_envelope_3()
--;
CREATE FUNCTION guard_assembly_erratum_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_erratum_1 BEFORE UPDATE ON assembly_erratum FOR EACH ROW EXECUTE FUNCTION guard_assembly_erratum_1()
--;
CREATE FUNCTION guard_assembly_erratum_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_erratum_2 BEFORE DELETE ON assembly_erratum FOR EACH ROW EXECUTE FUNCTION guard_assembly_erratum_2()
--;
CREATE TRIGGER guard_assembly_erratum_2_truncate BEFORE TRUNCATE ON assembly_erratum FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_erratum_2()
--;
CREATE FUNCTION guard_assembly_erratum_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_minutes m WHERE m.id = NEW.minutes_id AND m.approved_at IS NOT NULL)) THEN RAISE EXCEPTION 'only approved minutes have errata; others are changed before they are signed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_erratum_3 BEFORE INSERT ON assembly_erratum FOR EACH ROW EXECUTE FUNCTION guard_assembly_erratum_3()
--;
CREATE FUNCTION guard_assembly_guest_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_guest_1 BEFORE UPDATE OF id, meeting_id, name, capacity, came_at, noted_by ON assembly_guest FOR EACH ROW EXECUTE FUNCTION guard_assembly_guest_1()
--;
CREATE FUNCTION guard_assembly_guest_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_guest_2 BEFORE DELETE ON assembly_guest FOR EACH ROW EXECUTE FUNCTION guard_assembly_guest_2()
--;
CREATE TRIGGER guard_assembly_guest_2_truncate BEFORE TRUNCATE ON assembly_guest FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_guest_2()
--;
CREATE FUNCTION guard_assembly_guest_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = NEW.meeting_id AND m.convened_at IS NOT NULL AND m.closed_at IS NULL)) THEN RAISE EXCEPTION 'the attendance book is open from the call to the close of an assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_guest_3 BEFORE INSERT ON assembly_guest FOR EACH ROW EXECUTE FUNCTION guard_assembly_guest_3()
--;
CREATE FUNCTION guard_assembly_guest_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.left_at IS NULL) THEN RAISE EXCEPTION 'a guest goes once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_guest_4 BEFORE UPDATE OF left_at ON assembly_guest FOR EACH ROW EXECUTE FUNCTION guard_assembly_guest_4()
--;
CREATE FUNCTION guard_assembly_item_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_item_1 BEFORE UPDATE OF id, meeting_id, motion_id, position ON assembly_item FOR EACH ROW EXECUTE FUNCTION guard_assembly_item_1()
--;
CREATE FUNCTION guard_assembly_item_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_item_2 BEFORE DELETE ON assembly_item FOR EACH ROW EXECUTE FUNCTION guard_assembly_item_2()
--;
CREATE TRIGGER guard_assembly_item_2_truncate BEFORE TRUNCATE ON assembly_item FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_item_2()
--;
CREATE FUNCTION guard_assembly_item_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = NEW.meeting_id AND m.convened_at IS NULL)) THEN RAISE EXCEPTION 'the agenda is frozen when the assembly is called' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_item_3 BEFORE INSERT ON assembly_item FOR EACH ROW EXECUTE FUNCTION guard_assembly_item_3()
--;
CREATE FUNCTION guard_assembly_item_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.set_aside_at IS NULL AND EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = OLD.meeting_id AND m.opened_at IS NOT NULL AND m.closed_at IS NULL) AND NOT EXISTS (SELECT 1 FROM assembly_result r WHERE r.motion_id = OLD.motion_id)) THEN RAISE EXCEPTION 'an item is set aside once, by an open assembly, before it is voted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_item_4 BEFORE UPDATE OF set_aside_at, set_aside_why ON assembly_item FOR EACH ROW EXECUTE FUNCTION guard_assembly_item_4()
--;
CREATE FUNCTION guard_assembly_lot_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_lot_1 BEFORE UPDATE ON assembly_lot FOR EACH ROW EXECUTE FUNCTION guard_assembly_lot_1()
--;
CREATE FUNCTION guard_assembly_lot_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_lot_2 BEFORE DELETE ON assembly_lot FOR EACH ROW EXECUTE FUNCTION guard_assembly_lot_2()
--;
CREATE TRIGGER guard_assembly_lot_2_truncate BEFORE TRUNCATE ON assembly_lot FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_lot_2()
--;
CREATE FUNCTION guard_assembly_lot_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id JOIN assembly_meeting m ON m.id = i.meeting_id WHERE v.id = NEW.vote_id AND i.set_aside_at IS NULL AND m.opened_at IS NOT NULL AND m.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_preliminary p WHERE p.vote_id = v.id) AND NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = i.id))) THEN RAISE EXCEPTION 'this vote is closed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_lot_3 BEFORE INSERT ON assembly_lot FOR EACH ROW EXECUTE FUNCTION guard_assembly_lot_3()
--;
CREATE FUNCTION guard_assembly_meeting_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_meeting_1 BEFORE UPDATE OF id, number, kind, continues_id, statute_id, called_on, called_for, place, called_as, petition_id, convened_by ON assembly_meeting FOR EACH ROW EXECUTE FUNCTION guard_assembly_meeting_1()
--;
CREATE FUNCTION guard_assembly_meeting_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_meeting_2 BEFORE DELETE ON assembly_meeting FOR EACH ROW EXECUTE FUNCTION guard_assembly_meeting_2()
--;
CREATE TRIGGER guard_assembly_meeting_2_truncate BEFORE TRUNCATE ON assembly_meeting FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_meeting_2()
--;
CREATE FUNCTION guard_assembly_meeting_3() RETURNS trigger AS $$ BEGIN IF NOT (OLD.called_off_at IS NULL AND OLD.convened_at IS NOT NULL AND OLD.opened_at IS NULL) THEN RAISE EXCEPTION 'an assembly is called off once, before it is opened' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_meeting_3 BEFORE UPDATE OF called_off_at, called_off_by, called_off_why ON assembly_meeting FOR EACH ROW EXECUTE FUNCTION guard_assembly_meeting_3()
--;
CREATE FUNCTION guard_assembly_meeting_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.convened_at IS NULL) THEN RAISE EXCEPTION 'an assembly is called once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_meeting_4 BEFORE UPDATE OF convened_at ON assembly_meeting FOR EACH ROW EXECUTE FUNCTION guard_assembly_meeting_4()
--;
CREATE FUNCTION guard_assembly_meeting_5() RETURNS trigger AS $$ BEGIN IF NOT (OLD.opened_at IS NULL AND OLD.convened_at IS NOT NULL AND OLD.called_off_at IS NULL) THEN RAISE EXCEPTION 'an assembly is opened once, after it was called' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_meeting_5 BEFORE UPDATE OF opened_at, opened_by, opened_roll, opened_present, opened_sentence ON assembly_meeting FOR EACH ROW EXECUTE FUNCTION guard_assembly_meeting_5()
--;
CREATE FUNCTION guard_assembly_meeting_6() RETURNS trigger AS $$ BEGIN IF NOT (OLD.closed_at IS NULL) THEN RAISE EXCEPTION 'a closed assembly does not change' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_meeting_6 BEFORE UPDATE OF chair_id, teller_a_id, teller_b_id, signer_a_id, signer_b_id ON assembly_meeting FOR EACH ROW EXECUTE FUNCTION guard_assembly_meeting_6()
--;
CREATE FUNCTION guard_assembly_meeting_7() RETURNS trigger AS $$ BEGIN IF NOT (OLD.closed_at IS NULL AND OLD.opened_at IS NOT NULL) THEN RAISE EXCEPTION 'an assembly is closed once, after it was opened' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_meeting_7 BEFORE UPDATE OF closed_at ON assembly_meeting FOR EACH ROW EXECUTE FUNCTION guard_assembly_meeting_7()
--;
CREATE FUNCTION guard_assembly_minutes_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_minutes_1 BEFORE UPDATE OF id, meeting_id, version, facts, digest, fixed_at, fixed_by ON assembly_minutes FOR EACH ROW EXECUTE FUNCTION guard_assembly_minutes_1()
--;
CREATE FUNCTION guard_assembly_minutes_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_minutes_2 BEFORE DELETE ON assembly_minutes FOR EACH ROW EXECUTE FUNCTION guard_assembly_minutes_2()
--;
CREATE TRIGGER guard_assembly_minutes_2_truncate BEFORE TRUNCATE ON assembly_minutes FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_minutes_2()
--;
CREATE FUNCTION guard_assembly_minutes_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_meeting t WHERE t.id = NEW.meeting_id AND t.closed_at IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM assembly_minutes m WHERE m.meeting_id = NEW.meeting_id AND m.returned_at IS NULL)) THEN RAISE EXCEPTION 'the minutes of a closed assembly are fixed once, and anew when they were sent back' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_minutes_3 BEFORE INSERT ON assembly_minutes FOR EACH ROW EXECUTE FUNCTION guard_assembly_minutes_3()
--;
CREATE FUNCTION guard_assembly_minutes_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.returned_at IS NULL AND OLD.approved_at IS NULL) THEN RAISE EXCEPTION 'minutes are sent back once, before all have signed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_minutes_4 BEFORE UPDATE OF returned_at, returned_by, returned_why ON assembly_minutes FOR EACH ROW EXECUTE FUNCTION guard_assembly_minutes_4()
--;
CREATE FUNCTION guard_assembly_minutes_5() RETURNS trigger AS $$ BEGIN IF NOT (OLD.approved_at IS NULL AND OLD.returned_at IS NULL AND EXISTS (SELECT 1 FROM assembly_signer s WHERE s.minutes_id = OLD.id) AND NOT EXISTS (SELECT 1 FROM assembly_signer s WHERE s.minutes_id = OLD.id AND NOT EXISTS (SELECT 1 FROM assembly_signed g WHERE g.minutes_id = s.minutes_id AND g.member_id = s.member_id))) THEN RAISE EXCEPTION 'minutes are approved once, when all have signed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_minutes_5 BEFORE UPDATE OF approved_at, entry_seq, entry_digest ON assembly_minutes FOR EACH ROW EXECUTE FUNCTION guard_assembly_minutes_5()
--;
CREATE FUNCTION guard_assembly_motion_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_motion_1 BEFORE UPDATE OF id, kind, title, matter, proposal, subject, described, needs_registration, proposed_by, proposed_at ON assembly_motion FOR EACH ROW EXECUTE FUNCTION guard_assembly_motion_1()
--;
CREATE FUNCTION guard_assembly_motion_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_motion_2 BEFORE DELETE ON assembly_motion FOR EACH ROW EXECUTE FUNCTION guard_assembly_motion_2()
--;
CREATE TRIGGER guard_assembly_motion_2_truncate BEFORE TRUNCATE ON assembly_motion FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_motion_2()
--;
CREATE FUNCTION guard_assembly_motion_3() RETURNS trigger AS $$ BEGIN IF NOT (OLD.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_result r WHERE r.motion_id = OLD.id)) THEN RAISE EXCEPTION 'a motion is withdrawn once, and before it is voted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_motion_3 BEFORE UPDATE OF withdrawn_at ON assembly_motion FOR EACH ROW EXECUTE FUNCTION guard_assembly_motion_3()
--;
CREATE FUNCTION guard_assembly_note_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_note_1 BEFORE UPDATE ON assembly_note FOR EACH ROW EXECUTE FUNCTION guard_assembly_note_1()
--;
CREATE FUNCTION guard_assembly_note_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_note_2 BEFORE DELETE ON assembly_note FOR EACH ROW EXECUTE FUNCTION guard_assembly_note_2()
--;
CREATE TRIGGER guard_assembly_note_2_truncate BEFORE TRUNCATE ON assembly_note FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_note_2()
--;
CREATE FUNCTION guard_assembly_note_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_meeting t WHERE t.id = NEW.meeting_id AND t.opened_at IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM assembly_minutes m WHERE m.meeting_id = NEW.meeting_id AND m.returned_at IS NULL)) THEN RAISE EXCEPTION 'minutes are written from the opening until they are fixed for signing' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_note_3 BEFORE INSERT ON assembly_note FOR EACH ROW EXECUTE FUNCTION guard_assembly_note_3()
--;
CREATE FUNCTION guard_assembly_petition_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_petition_1 BEFORE UPDATE OF id, why, motions, started_by, started_at ON assembly_petition FOR EACH ROW EXECUTE FUNCTION guard_assembly_petition_1()
--;
CREATE FUNCTION guard_assembly_petition_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_petition_2 BEFORE DELETE ON assembly_petition FOR EACH ROW EXECUTE FUNCTION guard_assembly_petition_2()
--;
CREATE TRIGGER guard_assembly_petition_2_truncate BEFORE TRUNCATE ON assembly_petition FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_petition_2()
--;
CREATE FUNCTION guard_assembly_petition_3() RETURNS trigger AS $$ BEGIN IF NOT (OLD.reached_at IS NULL) THEN RAISE EXCEPTION 'a petition is reached once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_petition_3 BEFORE UPDATE OF reached_at ON assembly_petition FOR EACH ROW EXECUTE FUNCTION guard_assembly_petition_3()
--;
CREATE FUNCTION guard_assembly_petition_signature_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_petition_signature_1 BEFORE UPDATE OF id, petition_id, member_id, at ON assembly_petition_signature FOR EACH ROW EXECUTE FUNCTION guard_assembly_petition_signature_1()
--;
CREATE FUNCTION guard_assembly_petition_signature_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_petition_signature_2 BEFORE DELETE ON assembly_petition_signature FOR EACH ROW EXECUTE FUNCTION guard_assembly_petition_signature_2()
--;
CREATE TRIGGER guard_assembly_petition_signature_2_truncate BEFORE TRUNCATE ON assembly_petition_signature FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_petition_signature_2()
--;
CREATE FUNCTION guard_assembly_petition_signature_3() RETURNS trigger AS $$ BEGIN IF NOT (OLD.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM assembly_petition p WHERE p.id = OLD.petition_id AND p.reached_at IS NULL)) THEN RAISE EXCEPTION 'a signature is withdrawn once, and before enough have signed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_petition_signature_3 BEFORE UPDATE OF withdrawn_at ON assembly_petition_signature FOR EACH ROW EXECUTE FUNCTION guard_assembly_petition_signature_3()
--;
CREATE FUNCTION guard_assembly_preliminary_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_preliminary_1 BEFORE UPDATE ON assembly_preliminary FOR EACH ROW EXECUTE FUNCTION guard_assembly_preliminary_1()
--;
CREATE FUNCTION guard_assembly_preliminary_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_preliminary_2 BEFORE DELETE ON assembly_preliminary FOR EACH ROW EXECUTE FUNCTION guard_assembly_preliminary_2()
--;
CREATE TRIGGER guard_assembly_preliminary_2_truncate BEFORE TRUNCATE ON assembly_preliminary FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_preliminary_2()
--;
CREATE FUNCTION guard_assembly_preliminary_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id AND CASE v.method WHEN 'roll-call' THEN v.about IN ('choice', 'election') OR ((SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = 'in_favour') = NEW.in_favour AND (SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = 'against') = NEW.against AND (SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = 'abstained') = NEW.abstained) WHEN 'slips' THEN EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = v.id AND u.outcome = 'counted' AND (v.about IN ('choice', 'election') OR (u.in_favour = NEW.in_favour AND u.against = NEW.against AND u.abstained = NEW.abstained))) ELSE CASE WHEN v.about IN ('choice', 'election') THEN EXISTS (SELECT 1 FROM assembly_ballot_count a JOIN assembly_ballot_count b ON b.vote_id = a.vote_id AND b.digest = a.digest AND b.teller_id <> a.teller_id WHERE a.vote_id = NEW.vote_id) ELSE (SELECT COUNT(DISTINCT c.teller_id) FROM assembly_count c WHERE c.vote_id = NEW.vote_id AND c.in_favour = NEW.in_favour AND c.against = NEW.against AND c.abstained = NEW.abstained AND c.spoilt = NEW.spoilt) >= 2 END END)) THEN RAISE EXCEPTION 'two different tellers must have counted the same' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_preliminary_3 BEFORE INSERT ON assembly_preliminary FOR EACH ROW EXECUTE FUNCTION guard_assembly_preliminary_3()
--;
CREATE FUNCTION guard_assembly_preliminary_4() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id JOIN assembly_meeting m ON m.id = i.meeting_id WHERE v.id = NEW.vote_id AND i.set_aside_at IS NULL AND m.opened_at IS NOT NULL AND m.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_preliminary p WHERE p.vote_id = v.id) AND NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = i.id))) THEN RAISE EXCEPTION 'this vote is closed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_preliminary_4 BEFORE INSERT ON assembly_preliminary FOR EACH ROW EXECUTE FUNCTION guard_assembly_preliminary_4()
--;
CREATE FUNCTION guard_assembly_preliminary_5() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id AND v.about IN ('amendment', 'choice'))) THEN RAISE EXCEPTION 'a motion becomes a decision' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_preliminary_5 BEFORE INSERT ON assembly_preliminary FOR EACH ROW EXECUTE FUNCTION guard_assembly_preliminary_5()
--;
CREATE FUNCTION guard_assembly_premeeting_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_premeeting_1 BEFORE UPDATE OF id, meeting_id, whom, at, place, noted_by ON assembly_premeeting FOR EACH ROW EXECUTE FUNCTION guard_assembly_premeeting_1()
--;
CREATE FUNCTION guard_assembly_premeeting_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_premeeting_2 BEFORE DELETE ON assembly_premeeting FOR EACH ROW EXECUTE FUNCTION guard_assembly_premeeting_2()
--;
CREATE TRIGGER guard_assembly_premeeting_2_truncate BEFORE TRUNCATE ON assembly_premeeting FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_premeeting_2()
--;
CREATE FUNCTION guard_assembly_premeeting_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = NEW.meeting_id AND m.convened_at IS NOT NULL AND m.opened_at IS NULL)) THEN RAISE EXCEPTION 'a shift meets between the call and the opening of an assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_premeeting_3 BEFORE INSERT ON assembly_premeeting FOR EACH ROW EXECUTE FUNCTION guard_assembly_premeeting_3()
--;
CREATE FUNCTION guard_assembly_premeeting_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.said IS NULL) THEN RAISE EXCEPTION 'it is written once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_premeeting_4 BEFORE UPDATE OF said, said_by ON assembly_premeeting FOR EACH ROW EXECUTE FUNCTION guard_assembly_premeeting_4()
--;
CREATE FUNCTION guard_assembly_proxy_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_proxy_1 BEFORE UPDATE OF id, meeting_id, giver_id, holder_id, at, seen_by ON assembly_proxy FOR EACH ROW EXECUTE FUNCTION guard_assembly_proxy_1()
--;
CREATE FUNCTION guard_assembly_proxy_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_proxy_2 BEFORE DELETE ON assembly_proxy FOR EACH ROW EXECUTE FUNCTION guard_assembly_proxy_2()
--;
CREATE TRIGGER guard_assembly_proxy_2_truncate BEFORE TRUNCATE ON assembly_proxy FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_proxy_2()
--;
CREATE FUNCTION guard_assembly_proxy_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = NEW.meeting_id AND m.convened_at IS NOT NULL AND m.closed_at IS NULL)) THEN RAISE EXCEPTION 'the attendance book is open from the call to the close of an assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_proxy_3 BEFORE INSERT ON assembly_proxy FOR EACH ROW EXECUTE FUNCTION guard_assembly_proxy_3()
--;
CREATE FUNCTION guard_assembly_proxy_4() RETURNS trigger AS $$ BEGIN IF NOT (NOT EXISTS (SELECT 1 FROM assembly_proxy p WHERE p.meeting_id = NEW.meeting_id AND p.giver_id = NEW.giver_id AND p.ended_at IS NULL)) THEN RAISE EXCEPTION 'a member has one proxy' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_proxy_4 BEFORE INSERT ON assembly_proxy FOR EACH ROW EXECUTE FUNCTION guard_assembly_proxy_4()
--;
CREATE FUNCTION guard_assembly_proxy_5() RETURNS trigger AS $$ BEGIN IF NOT (OLD.ended_at IS NULL) THEN RAISE EXCEPTION 'a proxy ends once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_proxy_5 BEFORE UPDATE OF ended_at ON assembly_proxy FOR EACH ROW EXECUTE FUNCTION guard_assembly_proxy_5()
--;
CREATE FUNCTION guard_assembly_result_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_result_1 BEFORE UPDATE ON assembly_result FOR EACH ROW EXECUTE FUNCTION guard_assembly_result_1()
--;
CREATE FUNCTION guard_assembly_result_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_result_2 BEFORE DELETE ON assembly_result FOR EACH ROW EXECUTE FUNCTION guard_assembly_result_2()
--;
CREATE TRIGGER guard_assembly_result_2_truncate BEFORE TRUNCATE ON assembly_result FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_result_2()
--;
CREATE FUNCTION guard_assembly_result_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id AND CASE v.method WHEN 'roll-call' THEN v.about IN ('choice', 'election') OR ((SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = 'in_favour') = NEW.in_favour AND (SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = 'against') = NEW.against AND (SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = 'abstained') = NEW.abstained) WHEN 'slips' THEN EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = v.id AND u.outcome = 'counted' AND (v.about IN ('choice', 'election') OR (u.in_favour = NEW.in_favour AND u.against = NEW.against AND u.abstained = NEW.abstained))) ELSE CASE WHEN v.about IN ('choice', 'election') THEN EXISTS (SELECT 1 FROM assembly_ballot_count a JOIN assembly_ballot_count b ON b.vote_id = a.vote_id AND b.digest = a.digest AND b.teller_id <> a.teller_id WHERE a.vote_id = NEW.vote_id) ELSE (SELECT COUNT(DISTINCT c.teller_id) FROM assembly_count c WHERE c.vote_id = NEW.vote_id AND c.in_favour = NEW.in_favour AND c.against = NEW.against AND c.abstained = NEW.abstained AND c.spoilt = NEW.spoilt) >= 2 END END)) THEN RAISE EXCEPTION 'two different tellers must have counted the same' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_result_3 BEFORE INSERT ON assembly_result FOR EACH ROW EXECUTE FUNCTION guard_assembly_result_3()
--;
CREATE FUNCTION guard_assembly_result_4() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.outcome = NEW.outcome)) THEN RAISE EXCEPTION 'a result is a recorded decision' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_result_4 BEFORE INSERT ON assembly_result FOR EACH ROW EXECUTE FUNCTION guard_assembly_result_4()
--;
CREATE FUNCTION guard_assembly_result_5() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id AND v.motion_id = NEW.motion_id AND v.about IN ('motion', 'election'))) THEN RAISE EXCEPTION 'a result belongs to the motion that was voted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_result_5 BEFORE INSERT ON assembly_result FOR EACH ROW EXECUTE FUNCTION guard_assembly_result_5()
--;
CREATE FUNCTION guard_assembly_said_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_said_1 BEFORE UPDATE ON assembly_said FOR EACH ROW EXECUTE FUNCTION guard_assembly_said_1()
--;
CREATE FUNCTION guard_assembly_said_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_said_2 BEFORE DELETE ON assembly_said FOR EACH ROW EXECUTE FUNCTION guard_assembly_said_2()
--;
CREATE TRIGGER guard_assembly_said_2_truncate BEFORE TRUNCATE ON assembly_said FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_said_2()
--;
CREATE FUNCTION guard_assembly_said_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id JOIN assembly_meeting m ON m.id = i.meeting_id WHERE v.id = NEW.vote_id AND i.set_aside_at IS NULL AND m.opened_at IS NOT NULL AND m.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_preliminary p WHERE p.vote_id = v.id) AND NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = i.id))) THEN RAISE EXCEPTION 'this vote is closed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_said_3 BEFORE INSERT ON assembly_said FOR EACH ROW EXECUTE FUNCTION guard_assembly_said_3()
--;
CREATE FUNCTION guard_assembly_said_4() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_voter o JOIN assembly_vote v ON v.id = o.vote_id WHERE o.vote_id = NEW.vote_id AND o.member_id = NEW.member_id AND o.may_vote AND v.method = 'roll-call')) THEN RAISE EXCEPTION 'who may not vote in this roll-call says nothing in it' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_said_4 BEFORE INSERT ON assembly_said FOR EACH ROW EXECUTE FUNCTION guard_assembly_said_4()
--;
CREATE FUNCTION guard_assembly_sent_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_sent_1 BEFORE UPDATE ON assembly_sent FOR EACH ROW EXECUTE FUNCTION guard_assembly_sent_1()
--;
CREATE FUNCTION guard_assembly_sent_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_sent_2 BEFORE DELETE ON assembly_sent FOR EACH ROW EXECUTE FUNCTION guard_assembly_sent_2()
--;
CREATE TRIGGER guard_assembly_sent_2_truncate BEFORE TRUNCATE ON assembly_sent FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_sent_2()
--;
CREATE FUNCTION guard_assembly_signature_1() RETURNS trigger AS $$ BEGIN IF NOT (FALSE) THEN RAISE EXCEPTION 'what is signed cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_signature_1 BEFORE UPDATE ON assembly_signature FOR EACH ROW EXECUTE FUNCTION guard_assembly_signature_1()
--;
CREATE FUNCTION guard_assembly_signature_2() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = NEW.vote_id AND u.opened_at IS NOT NULL AND u.outcome IS NULL) AND EXISTS (SELECT 1 FROM assembly_voter o WHERE o.vote_id = NEW.vote_id AND o.member_id = NEW.member_id AND o.may_vote)) THEN RAISE EXCEPTION 'who may vote signs, while the urn is open' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_signature_2 BEFORE INSERT ON assembly_signature FOR EACH ROW EXECUTE FUNCTION guard_assembly_signature_2()
--;
CREATE FUNCTION guard_assembly_signature_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = OLD.vote_id AND u.opened_at IS NOT NULL AND u.outcome IS NULL AND u.closed_at IS NOT NULL)) THEN RAISE EXCEPTION 'signatures are rewritten once, at the count' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_signature_3 BEFORE DELETE ON assembly_signature FOR EACH ROW EXECUTE FUNCTION guard_assembly_signature_3()
--;
CREATE FUNCTION guard_assembly_signed_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_signed_1 BEFORE UPDATE ON assembly_signed FOR EACH ROW EXECUTE FUNCTION guard_assembly_signed_1()
--;
CREATE FUNCTION guard_assembly_signed_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_signed_2 BEFORE DELETE ON assembly_signed FOR EACH ROW EXECUTE FUNCTION guard_assembly_signed_2()
--;
CREATE TRIGGER guard_assembly_signed_2_truncate BEFORE TRUNCATE ON assembly_signed FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_signed_2()
--;
CREATE FUNCTION guard_assembly_signed_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_minutes m JOIN assembly_signer s ON s.minutes_id = m.id WHERE m.id = NEW.minutes_id AND s.member_id = NEW.member_id AND m.digest = NEW.digest AND m.returned_at IS NULL AND m.approved_at IS NULL)) THEN RAISE EXCEPTION 'only who must sign does, and only the fixed text' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_signed_3 BEFORE INSERT ON assembly_signed FOR EACH ROW EXECUTE FUNCTION guard_assembly_signed_3()
--;
CREATE FUNCTION guard_assembly_signer_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_signer_1 BEFORE UPDATE ON assembly_signer FOR EACH ROW EXECUTE FUNCTION guard_assembly_signer_1()
--;
CREATE FUNCTION guard_assembly_signer_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_signer_2 BEFORE DELETE ON assembly_signer FOR EACH ROW EXECUTE FUNCTION guard_assembly_signer_2()
--;
CREATE TRIGGER guard_assembly_signer_2_truncate BEFORE TRUNCATE ON assembly_signer FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_signer_2()
--;
CREATE FUNCTION guard_assembly_signer_3() RETURNS trigger AS $$ BEGIN IF NOT (NOT EXISTS (SELECT 1 FROM assembly_signed g WHERE g.minutes_id = NEW.minutes_id)) THEN RAISE EXCEPTION 'who signs is fixed before the first signature' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_signer_3 BEFORE INSERT ON assembly_signer FOR EACH ROW EXECUTE FUNCTION guard_assembly_signer_3()
--;
CREATE FUNCTION guard_assembly_slip_1() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = NEW.vote_id AND u.opened_at IS NULL) AND NOT NEW.used OR EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = NEW.vote_id AND u.opened_at IS NOT NULL AND u.outcome IS NULL AND u.closed_at IS NOT NULL)) THEN RAISE EXCEPTION 'slips are printed before an urn is opened' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_slip_1 BEFORE INSERT ON assembly_slip FOR EACH ROW EXECUTE FUNCTION guard_assembly_slip_1()
--;
CREATE FUNCTION guard_assembly_slip_2() RETURNS trigger AS $$ BEGIN IF NOT (FALSE) THEN RAISE EXCEPTION 'a slip stays what it is' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_slip_2 BEFORE UPDATE OF vote_id, hashed ON assembly_slip FOR EACH ROW EXECUTE FUNCTION guard_assembly_slip_2()
--;
CREATE FUNCTION guard_assembly_slip_3() RETURNS trigger AS $$ BEGIN IF NOT (NOT OLD.used AND NEW.used AND EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = OLD.vote_id AND u.opened_at IS NOT NULL AND u.closed_at IS NULL AND u.outcome IS NULL)) THEN RAISE EXCEPTION 'a slip is used once, while its urn is open' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_slip_3 BEFORE UPDATE OF used ON assembly_slip FOR EACH ROW EXECUTE FUNCTION guard_assembly_slip_3()
--;
CREATE FUNCTION guard_assembly_slip_4() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = OLD.vote_id AND u.opened_at IS NULL) OR EXISTS (SELECT 1 FROM assembly_urn u WHERE u.vote_id = OLD.vote_id AND u.opened_at IS NOT NULL AND u.outcome IS NULL AND u.closed_at IS NOT NULL)) THEN RAISE EXCEPTION 'slips are rewritten once, at the count' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_slip_4 BEFORE DELETE ON assembly_slip FOR EACH ROW EXECUTE FUNCTION guard_assembly_slip_4()
--;
CREATE FUNCTION guard_assembly_speaker_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_speaker_1 BEFORE UPDATE OF id, meeting_id, item_id, member_id, guest_id, asked_at, noted_by ON assembly_speaker FOR EACH ROW EXECUTE FUNCTION guard_assembly_speaker_1()
--;
CREATE FUNCTION guard_assembly_speaker_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_speaker_2 BEFORE DELETE ON assembly_speaker FOR EACH ROW EXECUTE FUNCTION guard_assembly_speaker_2()
--;
CREATE TRIGGER guard_assembly_speaker_2_truncate BEFORE TRUNCATE ON assembly_speaker FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_speaker_2()
--;
CREATE FUNCTION guard_assembly_speaker_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = NEW.meeting_id AND m.opened_at IS NOT NULL AND m.closed_at IS NULL)) THEN RAISE EXCEPTION 'people speak in an open assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_speaker_3 BEFORE INSERT ON assembly_speaker FOR EACH ROW EXECUTE FUNCTION guard_assembly_speaker_3()
--;
CREATE FUNCTION guard_assembly_speaker_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.began_at IS NULL AND OLD.ended_at IS NULL) THEN RAISE EXCEPTION 'a speech begins once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_speaker_4 BEFORE UPDATE OF began_at ON assembly_speaker FOR EACH ROW EXECUTE FUNCTION guard_assembly_speaker_4()
--;
CREATE FUNCTION guard_assembly_speaker_5() RETURNS trigger AS $$ BEGIN IF NOT (OLD.ended_at IS NULL) THEN RAISE EXCEPTION 'a speech ends once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_speaker_5 BEFORE UPDATE OF ended_at ON assembly_speaker FOR EACH ROW EXECUTE FUNCTION guard_assembly_speaker_5()
--;
CREATE FUNCTION guard_assembly_statute_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_statute_1 BEFORE UPDATE ON assembly_statute FOR EACH ROW EXECUTE FUNCTION guard_assembly_statute_1()
--;
CREATE FUNCTION guard_assembly_statute_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_statute_2 BEFORE DELETE ON assembly_statute FOR EACH ROW EXECUTE FUNCTION guard_assembly_statute_2()
--;
CREATE TRIGGER guard_assembly_statute_2_truncate BEFORE TRUNCATE ON assembly_statute FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_statute_2()
--;
CREATE FUNCTION guard_assembly_statute_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('assembly.founding', 'assembly.statute_values'))) THEN RAISE EXCEPTION 'a statute is adopted by the founding act and changed by the assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_statute_3 BEFORE INSERT ON assembly_statute FOR EACH ROW EXECUTE FUNCTION guard_assembly_statute_3()
--;
CREATE FUNCTION guard_assembly_support_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_support_1 BEFORE UPDATE ON assembly_support FOR EACH ROW EXECUTE FUNCTION guard_assembly_support_1()
--;
CREATE FUNCTION guard_assembly_support_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_support_2 BEFORE DELETE ON assembly_support FOR EACH ROW EXECUTE FUNCTION guard_assembly_support_2()
--;
CREATE TRIGGER guard_assembly_support_2_truncate BEFORE TRUNCATE ON assembly_support FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_support_2()
--;
CREATE FUNCTION guard_assembly_task_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_task_1 BEFORE UPDATE ON assembly_task FOR EACH ROW EXECUTE FUNCTION guard_assembly_task_1()
--;
CREATE FUNCTION guard_assembly_task_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_task_2 BEFORE DELETE ON assembly_task FOR EACH ROW EXECUTE FUNCTION guard_assembly_task_2()
--;
CREATE TRIGGER guard_assembly_task_2_truncate BEFORE TRUNCATE ON assembly_task FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_task_2()
--;
CREATE FUNCTION guard_assembly_task_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.outcome = 'carried')) THEN RAISE EXCEPTION 'a task follows from something carried' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_task_3 BEFORE INSERT ON assembly_task FOR EACH ROW EXECUTE FUNCTION guard_assembly_task_3()
--;
CREATE FUNCTION guard_assembly_task_step_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_task_step_1 BEFORE UPDATE ON assembly_task_step FOR EACH ROW EXECUTE FUNCTION guard_assembly_task_step_1()
--;
CREATE FUNCTION guard_assembly_task_step_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_task_step_2 BEFORE DELETE ON assembly_task_step FOR EACH ROW EXECUTE FUNCTION guard_assembly_task_step_2()
--;
CREATE TRIGGER guard_assembly_task_step_2_truncate BEFORE TRUNCATE ON assembly_task_step FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_task_step_2()
--;
CREATE FUNCTION guard_assembly_task_step_3() RETURNS trigger AS $$ BEGIN IF NOT (NOT EXISTS (SELECT 1 FROM assembly_task_step s WHERE s.task_id = NEW.task_id AND s.way <> 'note')) THEN RAISE EXCEPTION 'a task ends once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_task_step_3 BEFORE INSERT ON assembly_task_step FOR EACH ROW EXECUTE FUNCTION guard_assembly_task_step_3()
--;
CREATE FUNCTION guard_assembly_urn_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_urn_1 BEFORE UPDATE OF id, vote_id ON assembly_urn FOR EACH ROW EXECUTE FUNCTION guard_assembly_urn_1()
--;
CREATE FUNCTION guard_assembly_urn_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_urn_2 BEFORE DELETE ON assembly_urn FOR EACH ROW EXECUTE FUNCTION guard_assembly_urn_2()
--;
CREATE TRIGGER guard_assembly_urn_2_truncate BEFORE TRUNCATE ON assembly_urn FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_urn_2()
--;
CREATE FUNCTION guard_assembly_urn_3() RETURNS trigger AS $$ BEGIN IF NOT (OLD.opened_at IS NULL AND OLD.outcome IS NULL) THEN RAISE EXCEPTION 'an open urn does not change' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_urn_3 BEFORE UPDATE OF public_key, longest, printed, opening_hash, keepers, prepared_at, prepared_by ON assembly_urn FOR EACH ROW EXECUTE FUNCTION guard_assembly_urn_3()
--;
CREATE FUNCTION guard_assembly_urn_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.opened_at IS NULL AND OLD.outcome IS NULL) THEN RAISE EXCEPTION 'an urn is opened once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_urn_4 BEFORE UPDATE OF opened_at ON assembly_urn FOR EACH ROW EXECUTE FUNCTION guard_assembly_urn_4()
--;
CREATE FUNCTION guard_assembly_urn_5() RETURNS trigger AS $$ BEGIN IF NOT (OLD.opened_at IS NOT NULL AND OLD.closed_at IS NULL) THEN RAISE EXCEPTION 'an urn is closed once, after it was opened' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_urn_5 BEFORE UPDATE OF closed_at ON assembly_urn FOR EACH ROW EXECUTE FUNCTION guard_assembly_urn_5()
--;
CREATE FUNCTION guard_assembly_urn_6() RETURNS trigger AS $$ BEGIN IF NOT (OLD.closed_at IS NOT NULL AND OLD.outcome IS NULL) THEN RAISE EXCEPTION 'an urn is counted once, after it was closed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_urn_6 BEFORE UPDATE OF outcome, outcome_at, signatures, second_urn, burned, envelopes, remaining, in_favour, against, abstained, ballots, is_public ON assembly_urn FOR EACH ROW EXECUTE FUNCTION guard_assembly_urn_6()
--;
CREATE FUNCTION guard_assembly_urn_7() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id AND v.method = 'slips')) THEN RAISE EXCEPTION 'this vote is not taken by slips' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_urn_7 BEFORE INSERT ON assembly_urn FOR EACH ROW EXECUTE FUNCTION guard_assembly_urn_7()
--;
CREATE FUNCTION guard_assembly_variant_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_variant_1 BEFORE UPDATE OF id, item_id, motion_id, way ON assembly_variant FOR EACH ROW EXECUTE FUNCTION guard_assembly_variant_1()
--;
CREATE FUNCTION guard_assembly_variant_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_variant_2 BEFORE DELETE ON assembly_variant FOR EACH ROW EXECUTE FUNCTION guard_assembly_variant_2()
--;
CREATE TRIGGER guard_assembly_variant_2_truncate BEFORE TRUNCATE ON assembly_variant FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_variant_2()
--;
CREATE FUNCTION guard_assembly_variant_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_item i JOIN assembly_motion a ON a.id = i.motion_id JOIN assembly_motion b ON b.id = NEW.motion_id WHERE i.id = NEW.item_id AND a.kind = b.kind AND a.id <> b.id)) THEN RAISE EXCEPTION 'another text of an item is a motion of the same kind' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_variant_3 BEFORE INSERT ON assembly_variant FOR EACH ROW EXECUTE FUNCTION guard_assembly_variant_3()
--;
CREATE FUNCTION guard_assembly_variant_4() RETURNS trigger AS $$ BEGIN IF NOT (NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = NEW.item_id)) THEN RAISE EXCEPTION 'this item has its result' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_variant_4 BEFORE INSERT ON assembly_variant FOR EACH ROW EXECUTE FUNCTION guard_assembly_variant_4()
--;
CREATE FUNCTION guard_assembly_vote_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_vote_1 BEFORE UPDATE ON assembly_vote FOR EACH ROW EXECUTE FUNCTION guard_assembly_vote_1()
--;
CREATE FUNCTION guard_assembly_vote_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_vote_2 BEFORE DELETE ON assembly_vote FOR EACH ROW EXECUTE FUNCTION guard_assembly_vote_2()
--;
CREATE TRIGGER guard_assembly_vote_2_truncate BEFORE TRUNCATE ON assembly_vote FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_vote_2()
--;
CREATE FUNCTION guard_assembly_vote_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM assembly_item i JOIN assembly_meeting m ON m.id = i.meeting_id WHERE i.id = NEW.item_id AND i.set_aside_at IS NULL AND m.opened_at IS NOT NULL AND m.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id WHERE w.item_id = i.id))) THEN RAISE EXCEPTION 'only an open assembly votes, and on each item once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_vote_3 BEFORE INSERT ON assembly_vote FOR EACH ROW EXECUTE FUNCTION guard_assembly_vote_3()
--;
CREATE FUNCTION guard_assembly_voter_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_voter_1 BEFORE UPDATE ON assembly_voter FOR EACH ROW EXECUTE FUNCTION guard_assembly_voter_1()
--;
CREATE FUNCTION guard_assembly_voter_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_assembly_voter_2 BEFORE DELETE ON assembly_voter FOR EACH ROW EXECUTE FUNCTION guard_assembly_voter_2()
--;
CREATE TRIGGER guard_assembly_voter_2_truncate BEFORE TRUNCATE ON assembly_voter FOR EACH STATEMENT EXECUTE FUNCTION guard_assembly_voter_2()
--;
CREATE FUNCTION guard_books_account_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_books_account_1 BEFORE UPDATE ON books_account FOR EACH ROW EXECUTE FUNCTION guard_books_account_1()
--;
CREATE FUNCTION guard_books_account_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_books_account_2 BEFORE DELETE ON books_account FOR EACH ROW EXECUTE FUNCTION guard_books_account_2()
--;
CREATE TRIGGER guard_books_account_2_truncate BEFORE TRUNCATE ON books_account FOR EACH STATEMENT EXECUTE FUNCTION guard_books_account_2()
--;
CREATE FUNCTION guard_books_entry_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_books_entry_1 BEFORE UPDATE OF id, day, text, meta, origin, veiled, reverses_id, at, by ON books_entry FOR EACH ROW EXECUTE FUNCTION guard_books_entry_1()
--;
CREATE FUNCTION guard_books_entry_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_books_entry_2 BEFORE DELETE ON books_entry FOR EACH ROW EXECUTE FUNCTION guard_books_entry_2()
--;
CREATE TRIGGER guard_books_entry_2_truncate BEFORE TRUNCATE ON books_entry FOR EACH STATEMENT EXECUTE FUNCTION guard_books_entry_2()
--;
CREATE FUNCTION guard_books_entry_3() RETURNS trigger AS $$ BEGIN IF NOT (NOT NEW.sealed) THEN RAISE EXCEPTION 'an entry is sealed after its lines are written' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_books_entry_3 BEFORE INSERT ON books_entry FOR EACH ROW EXECUTE FUNCTION guard_books_entry_3()
--;
CREATE FUNCTION guard_books_entry_4() RETURNS trigger AS $$ BEGIN IF NOT (NEW.sealed AND NOT OLD.sealed AND (SELECT COUNT(*) FROM books_posting p WHERE p.entry_id = NEW.id) > 1 AND (SELECT SUM(p.amount) FROM books_posting p WHERE p.entry_id = NEW.id) = 0) THEN RAISE EXCEPTION 'an entry is sealed once, when its lines balance' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_books_entry_4 BEFORE UPDATE ON books_entry FOR EACH ROW EXECUTE FUNCTION guard_books_entry_4()
--;
CREATE FUNCTION guard_books_entry_5() RETURNS trigger AS $$ BEGIN IF NOT (NEW.reverses_id IS NULL OR NEW.origin = 'manual' AND EXISTS (SELECT 1 FROM books_entry e WHERE e.id = NEW.reverses_id AND e.origin = 'manual')) THEN RAISE EXCEPTION 'only an entry written by hand is undone by hand' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_books_entry_5 BEFORE INSERT ON books_entry FOR EACH ROW EXECUTE FUNCTION guard_books_entry_5()
--;
CREATE FUNCTION guard_books_posting_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_books_posting_1 BEFORE UPDATE ON books_posting FOR EACH ROW EXECUTE FUNCTION guard_books_posting_1()
--;
CREATE FUNCTION guard_books_posting_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_books_posting_2 BEFORE DELETE ON books_posting FOR EACH ROW EXECUTE FUNCTION guard_books_posting_2()
--;
CREATE TRIGGER guard_books_posting_2_truncate BEFORE TRUNCATE ON books_posting FOR EACH STATEMENT EXECUTE FUNCTION guard_books_posting_2()
--;
CREATE FUNCTION guard_books_posting_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM books_entry e WHERE e.id = NEW.entry_id AND NOT e.sealed)) THEN RAISE EXCEPTION 'a sealed entry takes no further line' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_books_posting_3 BEFORE INSERT ON books_posting FOR EACH ROW EXECUTE FUNCTION guard_books_posting_3()
--;
CREATE FUNCTION guard_documents_paper_1() RETURNS trigger AS $$ BEGIN IF NOT (OLD.state = 'pending') THEN RAISE EXCEPTION 'an issued paper cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_documents_paper_1 BEFORE UPDATE ON documents_paper FOR EACH ROW EXECUTE FUNCTION guard_documents_paper_1()
--;
CREATE FUNCTION guard_documents_paper_2() RETURNS trigger AS $$ BEGIN IF NOT (NEW.kind = OLD.kind AND NEW.ref = OLD.ref AND NEW.issued_on = OLD.issued_on AND COALESCE(NEW.owner_id, 0) = COALESCE(OLD.owner_id, 0)) THEN RAISE EXCEPTION 'a promised paper keeps what it is' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_documents_paper_2 BEFORE UPDATE ON documents_paper FOR EACH ROW EXECUTE FUNCTION guard_documents_paper_2()
--;
CREATE FUNCTION guard_documents_paper_3() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'a paper cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_documents_paper_3 BEFORE DELETE ON documents_paper FOR EACH ROW EXECUTE FUNCTION guard_documents_paper_3()
--;
CREATE TRIGGER guard_documents_paper_3_truncate BEFORE TRUNCATE ON documents_paper FOR EACH STATEMENT EXECUTE FUNCTION guard_documents_paper_3()
--;
CREATE FUNCTION guard_documents_reading_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_documents_reading_1 BEFORE UPDATE ON documents_reading FOR EACH ROW EXECUTE FUNCTION guard_documents_reading_1()
--;
CREATE FUNCTION guard_documents_reading_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_documents_reading_2 BEFORE DELETE ON documents_reading FOR EACH ROW EXECUTE FUNCTION guard_documents_reading_2()
--;
CREATE TRIGGER guard_documents_reading_2_truncate BEFORE TRUNCATE ON documents_reading FOR EACH STATEMENT EXECUTE FUNCTION guard_documents_reading_2()
--;
CREATE FUNCTION guard_payroll_award_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_award_1 BEFORE UPDATE ON payroll_award FOR EACH ROW EXECUTE FUNCTION guard_payroll_award_1()
--;
CREATE FUNCTION guard_payroll_award_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_award_2 BEFORE DELETE ON payroll_award FOR EACH ROW EXECUTE FUNCTION guard_payroll_award_2()
--;
CREATE TRIGGER guard_payroll_award_2_truncate BEFORE TRUNCATE ON payroll_award FOR EACH STATEMENT EXECUTE FUNCTION guard_payroll_award_2()
--;
CREATE FUNCTION guard_payroll_award_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM records_decision d JOIN payroll_split s ON s.id = NEW.split_id WHERE d.id = NEW.decision_id AND d.outcome = 'carried' AND d.state = 'in force' AND d.kind = 'payroll.split' AND d.subject = s.subject)) THEN RAISE EXCEPTION 'no carried decision stands behind this split' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_award_3 BEFORE INSERT ON payroll_award FOR EACH ROW EXECUTE FUNCTION guard_payroll_award_3()
--;
CREATE FUNCTION guard_payroll_award_4() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM payroll_split s WHERE s.id = NEW.split_id AND s.period_id = NEW.period_id AND s.pot = (SELECT SUM(l.amount) FROM payroll_line l WHERE l.split_id = s.id))) THEN RAISE EXCEPTION 'the lines of this split do not sum to the pot of its month' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_award_4 BEFORE INSERT ON payroll_award FOR EACH ROW EXECUTE FUNCTION guard_payroll_award_4()
--;
CREATE FUNCTION guard_payroll_carry_1() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM payroll_slip s WHERE s.split_id = NEW.split_id AND s.member_id = NEW.member_id)) THEN RAISE EXCEPTION 'what is owed moves only when a payslip is issued' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_carry_1 BEFORE INSERT ON payroll_carry FOR EACH ROW EXECUTE FUNCTION guard_payroll_carry_1()
--;
CREATE FUNCTION guard_payroll_carry_2() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM payroll_slip s WHERE s.split_id = NEW.split_id AND s.member_id = NEW.member_id)) THEN RAISE EXCEPTION 'what is owed moves only when a payslip is issued' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_carry_2 BEFORE UPDATE ON payroll_carry FOR EACH ROW EXECUTE FUNCTION guard_payroll_carry_2()
--;
CREATE FUNCTION guard_payroll_carry_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.split_id <> OLD.split_id AND NEW.member_id = OLD.member_id) THEN RAISE EXCEPTION 'what is owed moves once per issued split' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_carry_3 BEFORE UPDATE ON payroll_carry FOR EACH ROW EXECUTE FUNCTION guard_payroll_carry_3()
--;
CREATE FUNCTION guard_payroll_carry_4() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is owed is not forgotten' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_carry_4 BEFORE DELETE ON payroll_carry FOR EACH ROW EXECUTE FUNCTION guard_payroll_carry_4()
--;
CREATE TRIGGER guard_payroll_carry_4_truncate BEFORE TRUNCATE ON payroll_carry FOR EACH STATEMENT EXECUTE FUNCTION guard_payroll_carry_4()
--;
CREATE FUNCTION guard_payroll_line_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_line_1 BEFORE UPDATE ON payroll_line FOR EACH ROW EXECUTE FUNCTION guard_payroll_line_1()
--;
CREATE FUNCTION guard_payroll_line_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_line_2 BEFORE DELETE ON payroll_line FOR EACH ROW EXECUTE FUNCTION guard_payroll_line_2()
--;
CREATE TRIGGER guard_payroll_line_2_truncate BEFORE TRUNCATE ON payroll_line FOR EACH STATEMENT EXECUTE FUNCTION guard_payroll_line_2()
--;
CREATE FUNCTION guard_payroll_line_3() RETURNS trigger AS $$ BEGIN IF NOT (NOT EXISTS (SELECT 1 FROM payroll_award a WHERE a.split_id = NEW.split_id)) THEN RAISE EXCEPTION 'a split that was voted takes no further line' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_line_3 BEFORE INSERT ON payroll_line FOR EACH ROW EXECUTE FUNCTION guard_payroll_line_3()
--;
CREATE FUNCTION guard_payroll_payment_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_payment_1 BEFORE UPDATE ON payroll_payment FOR EACH ROW EXECUTE FUNCTION guard_payroll_payment_1()
--;
CREATE FUNCTION guard_payroll_payment_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_payment_2 BEFORE DELETE ON payroll_payment FOR EACH ROW EXECUTE FUNCTION guard_payroll_payment_2()
--;
CREATE TRIGGER guard_payroll_payment_2_truncate BEFORE TRUNCATE ON payroll_payment FOR EACH STATEMENT EXECUTE FUNCTION guard_payroll_payment_2()
--;
CREATE FUNCTION guard_payroll_period_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_period_1 BEFORE UPDATE ON payroll_period FOR EACH ROW EXECUTE FUNCTION guard_payroll_period_1()
--;
CREATE FUNCTION guard_payroll_period_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_period_2 BEFORE DELETE ON payroll_period FOR EACH ROW EXECUTE FUNCTION guard_payroll_period_2()
--;
CREATE TRIGGER guard_payroll_period_2_truncate BEFORE TRUNCATE ON payroll_period FOR EACH STATEMENT EXECUTE FUNCTION guard_payroll_period_2()
--;
CREATE FUNCTION guard_payroll_reversal_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_reversal_1 BEFORE UPDATE ON payroll_reversal FOR EACH ROW EXECUTE FUNCTION guard_payroll_reversal_1()
--;
CREATE FUNCTION guard_payroll_reversal_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_reversal_2 BEFORE DELETE ON payroll_reversal FOR EACH ROW EXECUTE FUNCTION guard_payroll_reversal_2()
--;
CREATE TRIGGER guard_payroll_reversal_2_truncate BEFORE TRUNCATE ON payroll_reversal FOR EACH STATEMENT EXECUTE FUNCTION guard_payroll_reversal_2()
--;
CREATE FUNCTION guard_payroll_slip_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_slip_1 BEFORE UPDATE ON payroll_slip FOR EACH ROW EXECUTE FUNCTION guard_payroll_slip_1()
--;
CREATE FUNCTION guard_payroll_slip_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_slip_2 BEFORE DELETE ON payroll_slip FOR EACH ROW EXECUTE FUNCTION guard_payroll_slip_2()
--;
CREATE TRIGGER guard_payroll_slip_2_truncate BEFORE TRUNCATE ON payroll_slip FOR EACH STATEMENT EXECUTE FUNCTION guard_payroll_slip_2()
--;
CREATE FUNCTION guard_payroll_slip_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.reverses_id IS NOT NULL OR EXISTS (SELECT 1 FROM records_decision d JOIN payroll_split s ON s.id = NEW.split_id WHERE d.id = NEW.decision_id AND d.outcome = 'carried' AND d.state = 'in force' AND d.kind = 'payroll.split' AND d.subject = s.subject) AND EXISTS (SELECT 1 FROM payroll_award a WHERE a.split_id = NEW.split_id AND a.decision_id = NEW.decision_id)) THEN RAISE EXCEPTION 'no carried decision stands behind this payslip' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_slip_3 BEFORE INSERT ON payroll_slip FOR EACH ROW EXECUTE FUNCTION guard_payroll_slip_3()
--;
CREATE FUNCTION guard_payroll_slip_4() RETURNS trigger AS $$ BEGIN IF NOT (NEW.reverses_id IS NULL OR EXISTS (SELECT 1 FROM records_decision d JOIN payroll_reversal r ON r.subject = d.subject WHERE d.id = NEW.decision_id AND d.outcome = 'carried' AND d.state = 'in force' AND d.kind = 'payroll.reversal' AND r.slip_id = NEW.reverses_id AND r.reason = NEW.reason)) THEN RAISE EXCEPTION 'no carried decision orders this reversal' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_slip_4 BEFORE INSERT ON payroll_slip FOR EACH ROW EXECUTE FUNCTION guard_payroll_slip_4()
--;
CREATE FUNCTION guard_payroll_slip_5() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM payroll_line l WHERE l.id = NEW.line_id AND l.split_id = NEW.split_id AND l.member_id = NEW.member_id AND NEW.amount = CASE WHEN NEW.reverses_id IS NULL THEN l.amount ELSE 0 - l.amount END)) THEN RAISE EXCEPTION 'this payslip is not the line that was voted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_slip_5 BEFORE INSERT ON payroll_slip FOR EACH ROW EXECUTE FUNCTION guard_payroll_slip_5()
--;
CREATE FUNCTION guard_payroll_slip_6() RETURNS trigger AS $$ BEGIN IF NOT (NEW.reverses_id IS NULL OR EXISTS (SELECT 1 FROM payroll_slip o WHERE o.id = NEW.reverses_id AND o.line_id = NEW.line_id AND o.reverses_id IS NULL)) THEN RAISE EXCEPTION 'a reversing slip reverses the payslip of the same line' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_slip_6 BEFORE INSERT ON payroll_slip FOR EACH ROW EXECUTE FUNCTION guard_payroll_slip_6()
--;
CREATE FUNCTION guard_payroll_source_1() RETURNS trigger AS $$ BEGIN IF NOT (NOT EXISTS (SELECT 1 FROM payroll_award a WHERE a.period_id = NEW.period_id)) THEN RAISE EXCEPTION 'the pot of a month that was voted cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_source_1 BEFORE INSERT ON payroll_source FOR EACH ROW EXECUTE FUNCTION guard_payroll_source_1()
--;
CREATE FUNCTION guard_payroll_source_2() RETURNS trigger AS $$ BEGIN IF NOT (NOT EXISTS (SELECT 1 FROM payroll_award a WHERE a.period_id = OLD.period_id) AND NEW.period_id = OLD.period_id) THEN RAISE EXCEPTION 'the pot of a month that was voted cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_source_2 BEFORE UPDATE ON payroll_source FOR EACH ROW EXECUTE FUNCTION guard_payroll_source_2()
--;
CREATE FUNCTION guard_payroll_source_3() RETURNS trigger AS $$ BEGIN IF NOT (NOT EXISTS (SELECT 1 FROM payroll_award a WHERE a.period_id = OLD.period_id)) THEN RAISE EXCEPTION 'the pot of a month that was voted cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_source_3 BEFORE DELETE ON payroll_source FOR EACH ROW EXECUTE FUNCTION guard_payroll_source_3()
--;
CREATE FUNCTION guard_payroll_split_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_split_1 BEFORE UPDATE ON payroll_split FOR EACH ROW EXECUTE FUNCTION guard_payroll_split_1()
--;
CREATE FUNCTION guard_payroll_split_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_split_2 BEFORE DELETE ON payroll_split FOR EACH ROW EXECUTE FUNCTION guard_payroll_split_2()
--;
CREATE TRIGGER guard_payroll_split_2_truncate BEFORE TRUNCATE ON payroll_split FOR EACH STATEMENT EXECUTE FUNCTION guard_payroll_split_2()
--;
CREATE FUNCTION guard_payroll_title_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_title_1 BEFORE UPDATE ON payroll_title FOR EACH ROW EXECUTE FUNCTION guard_payroll_title_1()
--;
CREATE FUNCTION guard_payroll_title_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_payroll_title_2 BEFORE DELETE ON payroll_title FOR EACH ROW EXECUTE FUNCTION guard_payroll_title_2()
--;
CREATE TRIGGER guard_payroll_title_2_truncate BEFORE TRUNCATE ON payroll_title FOR EACH STATEMENT EXECUTE FUNCTION guard_payroll_title_2()
--;
CREATE FUNCTION guard_people_alternate_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_alternate_1 BEFORE UPDATE OF id, member_id, office, place, until, decision_id ON people_alternate FOR EACH ROW EXECUTE FUNCTION guard_people_alternate_1()
--;
CREATE FUNCTION guard_people_alternate_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_alternate_2 BEFORE DELETE ON people_alternate FOR EACH ROW EXECUTE FUNCTION guard_people_alternate_2()
--;
CREATE TRIGGER guard_people_alternate_2_truncate BEFORE TRUNCATE ON people_alternate FOR EACH STATEMENT EXECUTE FUNCTION guard_people_alternate_2()
--;
CREATE FUNCTION guard_people_alternate_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.seated_on IS NULL AND EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('people.election', 'people.ballot'))) THEN RAISE EXCEPTION 'alternates are named by a decision of the assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_alternate_3 BEFORE INSERT ON people_alternate FOR EACH ROW EXECUTE FUNCTION guard_people_alternate_3()
--;
CREATE FUNCTION guard_people_alternate_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.seated_on IS NULL AND EXISTS (SELECT 1 FROM people_mandate m WHERE m.member_id = OLD.member_id AND m.office = OLD.office AND m.decision_id = OLD.decision_id)) THEN RAISE EXCEPTION 'an alternate takes the office once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_alternate_4 BEFORE UPDATE OF seated_on ON people_alternate FOR EACH ROW EXECUTE FUNCTION guard_people_alternate_4()
--;
CREATE FUNCTION guard_people_coop_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_coop_1 BEFORE UPDATE OF id, legal_name, currency, zone, founded_on, decision_id ON people_coop FOR EACH ROW EXECUTE FUNCTION guard_people_coop_1()
--;
CREATE FUNCTION guard_people_coop_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_coop_2 BEFORE DELETE ON people_coop FOR EACH ROW EXECUTE FUNCTION guard_people_coop_2()
--;
CREATE TRIGGER guard_people_coop_2_truncate BEFORE TRUNCATE ON people_coop FOR EACH STATEMENT EXECUTE FUNCTION guard_people_coop_2()
--;
CREATE FUNCTION guard_people_coop_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('assembly.founding'))) THEN RAISE EXCEPTION 'a co-op begins with its founding act' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_coop_3 BEFORE INSERT ON people_coop FOR EACH ROW EXECUTE FUNCTION guard_people_coop_3()
--;
CREATE FUNCTION guard_people_mandate_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_mandate_1 BEFORE UPDATE OF id, member_id, office, since, until, decision_id ON people_mandate FOR EACH ROW EXECUTE FUNCTION guard_people_mandate_1()
--;
CREATE FUNCTION guard_people_mandate_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_mandate_2 BEFORE DELETE ON people_mandate FOR EACH ROW EXECUTE FUNCTION guard_people_mandate_2()
--;
CREATE TRIGGER guard_people_mandate_2_truncate BEFORE TRUNCATE ON people_mandate FOR EACH STATEMENT EXECUTE FUNCTION guard_people_mandate_2()
--;
CREATE FUNCTION guard_people_mandate_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.ended_on IS NULL AND EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('people.election', 'people.ballot', 'assembly.founding'))) THEN RAISE EXCEPTION 'an office is given by a decision of the assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_mandate_3 BEFORE INSERT ON people_mandate FOR EACH ROW EXECUTE FUNCTION guard_people_mandate_3()
--;
CREATE FUNCTION guard_people_mandate_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.ended_on IS NULL AND (NEW.resigned_why IS NOT NULL OR EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.ended_decision_id AND d.state = 'in force' AND d.kind IN ('people.recall')))) THEN RAISE EXCEPTION 'a mandate is ended by a decision of the assembly or by its holder, once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_mandate_4 BEFORE UPDATE OF ended_on, ended_decision_id, resigned_why ON people_mandate FOR EACH ROW EXECUTE FUNCTION guard_people_mandate_4()
--;
CREATE FUNCTION guard_people_member_1() RETURNS trigger AS $$ BEGIN IF NOT (NEW.decision_id IS NULL OR EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('people.admission', 'assembly.founding'))) THEN RAISE EXCEPTION 'a member is admitted by a decision of the assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_member_1 BEFORE INSERT ON people_member FOR EACH ROW EXECUTE FUNCTION guard_people_member_1()
--;
CREATE FUNCTION guard_people_member_2() RETURNS trigger AS $$ BEGIN IF NOT (NEW.trial_decision_id IS NULL OR EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.trial_decision_id AND d.state = 'in force' AND d.kind IN ('people.admission'))) THEN RAISE EXCEPTION 'a trial starts by a decision of the assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_member_2 BEFORE INSERT ON people_member FOR EACH ROW EXECUTE FUNCTION guard_people_member_2()
--;
CREATE FUNCTION guard_people_member_3() RETURNS trigger AS $$ BEGIN IF NOT ((OLD.decision_id IS NULL AND EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('people.admission', 'assembly.founding'))) OR (COALESCE(OLD.decision_id, 0) = COALESCE(NEW.decision_id, 0) AND (OLD.joined_on IS NULL) = (NEW.joined_on IS NULL) AND (OLD.joined_on IS NULL OR OLD.joined_on = NEW.joined_on))) THEN RAISE EXCEPTION 'a member is admitted by a decision of the assembly, once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_member_3 BEFORE UPDATE OF decision_id, joined_on ON people_member FOR EACH ROW EXECUTE FUNCTION guard_people_member_3()
--;
CREATE FUNCTION guard_people_member_4() RETURNS trigger AS $$ BEGIN IF NOT ((OLD.trial_decision_id IS NULL AND EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.trial_decision_id AND d.state = 'in force' AND d.kind IN ('people.admission'))) OR (COALESCE(OLD.trial_decision_id, 0) = COALESCE(NEW.trial_decision_id, 0) AND (OLD.trial_on IS NULL) = (NEW.trial_on IS NULL) AND (OLD.trial_on IS NULL OR OLD.trial_on = NEW.trial_on))) THEN RAISE EXCEPTION 'a trial starts by a decision of the assembly, once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_member_4 BEFORE UPDATE OF trial_decision_id, trial_on ON people_member FOR EACH ROW EXECUTE FUNCTION guard_people_member_4()
--;
CREATE FUNCTION guard_people_member_5() RETURNS trigger AS $$ BEGIN IF NOT (OLD.decision_id IS NULL AND OLD.trial_decision_id IS NULL) THEN RAISE EXCEPTION 'whom the assembly admitted stays in the register' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_member_5 BEFORE DELETE ON people_member FOR EACH ROW EXECUTE FUNCTION guard_people_member_5()
--;
CREATE FUNCTION guard_people_reading_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_reading_1 BEFORE UPDATE ON people_reading FOR EACH ROW EXECUTE FUNCTION guard_people_reading_1()
--;
CREATE FUNCTION guard_people_reading_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_people_reading_2 BEFORE DELETE ON people_reading FOR EACH ROW EXECUTE FUNCTION guard_people_reading_2()
--;
CREATE TRIGGER guard_people_reading_2_truncate BEFORE TRUNCATE ON people_reading FOR EACH STATEMENT EXECUTE FUNCTION guard_people_reading_2()
--;
CREATE FUNCTION guard_production_client_order_1() RETURNS trigger AS $$ BEGIN IF NOT (NEW.planned_at IS NULL OR NEW.kind <> 'gift' OR EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('production.gift'))) THEN RAISE EXCEPTION 'a gift is planned by a decision of the assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_production_client_order_1 BEFORE UPDATE ON production_client_order FOR EACH ROW EXECUTE FUNCTION guard_production_client_order_1()
--;
CREATE FUNCTION guard_production_client_order_2() RETURNS trigger AS $$ BEGIN IF NOT (NEW.kind = OLD.kind AND (OLD.decision_id IS NULL AND EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('production.gift')) OR COALESCE(OLD.decision_id, 0) = COALESCE(NEW.decision_id, 0))) THEN RAISE EXCEPTION 'a gift is given by a decision of the assembly, once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_production_client_order_2 BEFORE UPDATE OF kind, decision_id ON production_client_order FOR EACH ROW EXECUTE FUNCTION guard_production_client_order_2()
--;
CREATE FUNCTION guard_production_client_order_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.planned_at IS NULL AND NEW.decision_id IS NULL) THEN RAISE EXCEPTION 'an order is planned after it was taken' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_production_client_order_3 BEFORE INSERT ON production_client_order FOR EACH ROW EXECUTE FUNCTION guard_production_client_order_3()
--;
CREATE FUNCTION guard_production_client_order_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.cancelled_at IS NULL) THEN RAISE EXCEPTION 'a cancelled order stays as it is' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_production_client_order_4 BEFORE UPDATE ON production_client_order FOR EACH ROW EXECUTE FUNCTION guard_production_client_order_4()
--;
CREATE FUNCTION guard_production_operation_1() RETURNS trigger AS $$ BEGIN IF NOT (OLD.done_at IS NULL) THEN RAISE EXCEPTION 'a finished operation stays as it is' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_production_operation_1 BEFORE UPDATE ON production_operation FOR EACH ROW EXECUTE FUNCTION guard_production_operation_1()
--;
CREATE FUNCTION guard_production_operation_2() RETURNS trigger AS $$ BEGIN IF NOT (OLD.done_at IS NULL) THEN RAISE EXCEPTION 'a finished operation stays as it is' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_production_operation_2 BEFORE DELETE ON production_operation FOR EACH ROW EXECUTE FUNCTION guard_production_operation_2()
--;
CREATE FUNCTION guard_production_order_1() RETURNS trigger AS $$ BEGIN IF NOT (OLD.state <> 'done') THEN RAISE EXCEPTION 'a finished order stays as it is' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_production_order_1 BEFORE UPDATE ON production_order FOR EACH ROW EXECUTE FUNCTION guard_production_order_1()
--;
CREATE FUNCTION guard_production_order_2() RETURNS trigger AS $$ BEGIN IF NOT (OLD.state = 'planned') THEN RAISE EXCEPTION 'work that was released is not deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_production_order_2 BEFORE DELETE ON production_order FOR EACH ROW EXECUTE FUNCTION guard_production_order_2()
--;
CREATE FUNCTION guard_records_checkpoint_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_checkpoint_1 BEFORE UPDATE ON records_checkpoint FOR EACH ROW EXECUTE FUNCTION guard_records_checkpoint_1()
--;
CREATE FUNCTION guard_records_checkpoint_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_checkpoint_2 BEFORE DELETE ON records_checkpoint FOR EACH ROW EXECUTE FUNCTION guard_records_checkpoint_2()
--;
CREATE TRIGGER guard_records_checkpoint_2_truncate BEFORE TRUNCATE ON records_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION guard_records_checkpoint_2()
--;
CREATE FUNCTION guard_records_decision_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_decision_1 BEFORE UPDATE OF id, number, kind, matter, outcome, subject, digest, entry_seq, decided_on ON records_decision FOR EACH ROW EXECUTE FUNCTION guard_records_decision_1()
--;
CREATE FUNCTION guard_records_decision_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_decision_2 BEFORE DELETE ON records_decision FOR EACH ROW EXECUTE FUNCTION guard_records_decision_2()
--;
CREATE TRIGGER guard_records_decision_2_truncate BEFORE TRUNCATE ON records_decision FOR EACH STATEMENT EXECUTE FUNCTION guard_records_decision_2()
--;
CREATE FUNCTION guard_records_decision_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM records_entry e WHERE e.seq = NEW.entry_seq AND e.digest = NEW.digest AND e.kind = 'records.decision')) THEN RAISE EXCEPTION 'a decision stands in the record book first' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_decision_3 BEFORE INSERT ON records_decision FOR EACH ROW EXECUTE FUNCTION guard_records_decision_3()
--;
CREATE FUNCTION guard_records_decision_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.state = 'awaiting registration' AND NEW.state IN ('in force', 'blocked') AND EXISTS (SELECT 1 FROM records_entry e WHERE e.seq = NEW.settled_seq AND e.kind = 'records.settled')) THEN RAISE EXCEPTION 'a decision changes its state only when it waits for its registration, by an entry' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_decision_4 BEFORE UPDATE OF state, settled_seq ON records_decision FOR EACH ROW EXECUTE FUNCTION guard_records_decision_4()
--;
CREATE FUNCTION guard_records_decision_5() RETURNS trigger AS $$ BEGIN IF NOT (OLD.state <> NEW.state OR (SELECT e.kind FROM records_entry e WHERE e.seq = (SELECT MAX(l.seq) FROM records_entry l)) = 'records.erased') THEN RAISE EXCEPTION 'an obstacle changes only with the state, or when a name in it is erased' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_decision_5 BEFORE UPDATE OF obstacle ON records_decision FOR EACH ROW EXECUTE FUNCTION guard_records_decision_5()
--;
CREATE FUNCTION guard_records_entry_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_entry_1 BEFORE UPDATE ON records_entry FOR EACH ROW EXECUTE FUNCTION guard_records_entry_1()
--;
CREATE FUNCTION guard_records_entry_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_entry_2 BEFORE DELETE ON records_entry FOR EACH ROW EXECUTE FUNCTION guard_records_entry_2()
--;
CREATE TRIGGER guard_records_entry_2_truncate BEFORE TRUNCATE ON records_entry FOR EACH STATEMENT EXECUTE FUNCTION guard_records_entry_2()
--;
CREATE FUNCTION guard_records_entry_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.seq = (SELECT COALESCE(MAX(e.seq) + 1, 0) FROM records_entry e) AND NEW.prev = COALESCE((SELECT e.digest FROM records_entry e WHERE e.seq = NEW.seq - 1), '0000000000000000000000000000000000000000000000000000000000000000')) THEN RAISE EXCEPTION 'an entry follows the last one of the book' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_entry_3 BEFORE INSERT ON records_entry FOR EACH ROW EXECUTE FUNCTION guard_records_entry_3()
--;
CREATE FUNCTION guard_records_secret_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_secret_1 BEFORE UPDATE OF id, entry_id, name ON records_secret FOR EACH ROW EXECUTE FUNCTION guard_records_secret_1()
--;
CREATE FUNCTION guard_records_secret_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_secret_2 BEFORE DELETE ON records_secret FOR EACH ROW EXECUTE FUNCTION guard_records_secret_2()
--;
CREATE TRIGGER guard_records_secret_2_truncate BEFORE TRUNCATE ON records_secret FOR EACH STATEMENT EXECUTE FUNCTION guard_records_secret_2()
--;
CREATE FUNCTION guard_records_secret_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.salt IS NULL AND NEW.value IS NULL AND OLD.erased_seq IS NULL AND EXISTS (SELECT 1 FROM records_entry e WHERE e.seq = NEW.erased_seq AND e.kind = 'records.erased')) THEN RAISE EXCEPTION 'a personal value can only be erased, by an entry that says so' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_records_secret_3 BEFORE UPDATE ON records_secret FOR EACH ROW EXECUTE FUNCTION guard_records_secret_3()
--;
CREATE FUNCTION guard_rota_amendment_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_amendment_1 BEFORE UPDATE OF id, member_id, day, start_at, end_at, why, asked_at ON rota_amendment FOR EACH ROW EXECUTE FUNCTION guard_rota_amendment_1()
--;
CREATE FUNCTION guard_rota_amendment_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_amendment_2 BEFORE DELETE ON rota_amendment FOR EACH ROW EXECUTE FUNCTION guard_rota_amendment_2()
--;
CREATE TRIGGER guard_rota_amendment_2_truncate BEFORE TRUNCATE ON rota_amendment FOR EACH STATEMENT EXECUTE FUNCTION guard_rota_amendment_2()
--;
CREATE FUNCTION guard_rota_amendment_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.state = 'asked') THEN RAISE EXCEPTION 'a request begins unanswered' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_amendment_3 BEFORE INSERT ON rota_amendment FOR EACH ROW EXECUTE FUNCTION guard_rota_amendment_3()
--;
CREATE FUNCTION guard_rota_amendment_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.state = 'asked') THEN RAISE EXCEPTION 'a request is answered once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_amendment_4 BEFORE UPDATE ON rota_amendment FOR EACH ROW EXECUTE FUNCTION guard_rota_amendment_4()
--;
CREATE FUNCTION guard_rota_calendar_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_calendar_1 BEFORE UPDATE OF id, member_id, token_sha256, made_at ON rota_calendar FOR EACH ROW EXECUTE FUNCTION guard_rota_calendar_1()
--;
CREATE FUNCTION guard_rota_calendar_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_calendar_2 BEFORE DELETE ON rota_calendar FOR EACH ROW EXECUTE FUNCTION guard_rota_calendar_2()
--;
CREATE TRIGGER guard_rota_calendar_2_truncate BEFORE TRUNCATE ON rota_calendar FOR EACH STATEMENT EXECUTE FUNCTION guard_rota_calendar_2()
--;
CREATE FUNCTION guard_rota_confirmation_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_confirmation_1 BEFORE UPDATE ON rota_confirmation FOR EACH ROW EXECUTE FUNCTION guard_rota_confirmation_1()
--;
CREATE FUNCTION guard_rota_confirmation_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_confirmation_2 BEFORE DELETE ON rota_confirmation FOR EACH ROW EXECUTE FUNCTION guard_rota_confirmation_2()
--;
CREATE TRIGGER guard_rota_confirmation_2_truncate BEFORE TRUNCATE ON rota_confirmation FOR EACH STATEMENT EXECUTE FUNCTION guard_rota_confirmation_2()
--;
CREATE FUNCTION guard_rota_confirmation_3() RETURNS trigger AS $$ BEGIN IF NOT (NOT EXISTS (SELECT 1 FROM rota_confirmation c WHERE c.start_on < NEW.end_on AND c.end_on > NEW.start_on)) THEN RAISE EXCEPTION 'the hours of a day are confirmed once' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_confirmation_3 BEFORE INSERT ON rota_confirmation FOR EACH ROW EXECUTE FUNCTION guard_rota_confirmation_3()
--;
CREATE FUNCTION guard_rota_duty_1() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = NEW.plan_id AND p.state = 'draft')) THEN RAISE EXCEPTION 'a published rota cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_duty_1 BEFORE INSERT ON rota_duty FOR EACH ROW EXECUTE FUNCTION guard_rota_duty_1()
--;
CREATE FUNCTION guard_rota_duty_2() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = OLD.plan_id AND p.state = 'draft') AND NEW.plan_id = OLD.plan_id) THEN RAISE EXCEPTION 'a published rota cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_duty_2 BEFORE UPDATE ON rota_duty FOR EACH ROW EXECUTE FUNCTION guard_rota_duty_2()
--;
CREATE FUNCTION guard_rota_duty_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = OLD.plan_id AND p.state = 'draft')) THEN RAISE EXCEPTION 'a published rota cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_duty_3 BEFORE DELETE ON rota_duty FOR EACH ROW EXECUTE FUNCTION guard_rota_duty_3()
--;
CREATE FUNCTION guard_rota_exchange_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_exchange_1 BEFORE UPDATE OF id, kind, to_all, by, from_id, day, kind_id, sector_id, skill_id, post_id, back_day, back_kind_id, back_sector_id, back_skill_id, back_post_id, made_at, until, begins_at ON rota_exchange FOR EACH ROW EXECUTE FUNCTION guard_rota_exchange_1()
--;
CREATE FUNCTION guard_rota_exchange_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_exchange_2 BEFORE DELETE ON rota_exchange FOR EACH ROW EXECUTE FUNCTION guard_rota_exchange_2()
--;
CREATE TRIGGER guard_rota_exchange_2_truncate BEFORE TRUNCATE ON rota_exchange FOR EACH STATEMENT EXECUTE FUNCTION guard_rota_exchange_2()
--;
CREATE FUNCTION guard_rota_exchange_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.state = 'open') THEN RAISE EXCEPTION 'a proposal begins open' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_exchange_3 BEFORE INSERT ON rota_exchange FOR EACH ROW EXECUTE FUNCTION guard_rota_exchange_3()
--;
CREATE FUNCTION guard_rota_exchange_4() RETURNS trigger AS $$ BEGIN IF NOT (OLD.state IN ('open', 'agreed')) THEN RAISE EXCEPTION 'what members agreed about their shifts cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_exchange_4 BEFORE UPDATE ON rota_exchange FOR EACH ROW EXECUTE FUNCTION guard_rota_exchange_4()
--;
CREATE FUNCTION guard_rota_exchange_5() RETURNS trigger AS $$ BEGIN IF NOT (NEW.state <> 'accepted' OR EXISTS (SELECT 1 FROM rota_plan p WHERE p.exchange_id = NEW.id AND p.state = 'published')) THEN RAISE EXCEPTION 'what members agree about their shifts takes effect by a version of the rota' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_exchange_5 BEFORE UPDATE ON rota_exchange FOR EACH ROW EXECUTE FUNCTION guard_rota_exchange_5()
--;
CREATE FUNCTION guard_rota_exchange_asked_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_exchange_asked_1 BEFORE UPDATE OF id, exchange_id, member_id ON rota_exchange_asked FOR EACH ROW EXECUTE FUNCTION guard_rota_exchange_asked_1()
--;
CREATE FUNCTION guard_rota_exchange_asked_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_exchange_asked_2 BEFORE DELETE ON rota_exchange_asked FOR EACH ROW EXECUTE FUNCTION guard_rota_exchange_asked_2()
--;
CREATE TRIGGER guard_rota_exchange_asked_2_truncate BEFORE TRUNCATE ON rota_exchange_asked FOR EACH STATEMENT EXECUTE FUNCTION guard_rota_exchange_asked_2()
--;
CREATE FUNCTION guard_rota_exchange_asked_3() RETURNS trigger AS $$ BEGIN IF NOT (OLD.answer IS NULL) THEN RAISE EXCEPTION 'an answer that was given stays' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_exchange_asked_3 BEFORE UPDATE ON rota_exchange_asked FOR EACH ROW EXECUTE FUNCTION guard_rota_exchange_asked_3()
--;
CREATE FUNCTION guard_rota_kind_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_kind_1 BEFORE UPDATE OF id, code, start_minute, end_minute, solidarity ON rota_kind FOR EACH ROW EXECUTE FUNCTION guard_rota_kind_1()
--;
CREATE FUNCTION guard_rota_kind_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_kind_2 BEFORE DELETE ON rota_kind FOR EACH ROW EXECUTE FUNCTION guard_rota_kind_2()
--;
CREATE TRIGGER guard_rota_kind_2_truncate BEFORE TRUNCATE ON rota_kind FOR EACH STATEMENT EXECUTE FUNCTION guard_rota_kind_2()
--;
CREATE FUNCTION guard_rota_need_1() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = NEW.plan_id AND p.state = 'draft')) THEN RAISE EXCEPTION 'a published rota cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_need_1 BEFORE INSERT ON rota_need FOR EACH ROW EXECUTE FUNCTION guard_rota_need_1()
--;
CREATE FUNCTION guard_rota_need_2() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = OLD.plan_id AND p.state = 'draft') AND NEW.plan_id = OLD.plan_id) THEN RAISE EXCEPTION 'a published rota cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_need_2 BEFORE UPDATE ON rota_need FOR EACH ROW EXECUTE FUNCTION guard_rota_need_2()
--;
CREATE FUNCTION guard_rota_need_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM rota_plan p WHERE p.id = OLD.plan_id AND p.state = 'draft')) THEN RAISE EXCEPTION 'a published rota cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_need_3 BEFORE DELETE ON rota_need FOR EACH ROW EXECUTE FUNCTION guard_rota_need_3()
--;
CREATE FUNCTION guard_rota_plan_1() RETURNS trigger AS $$ BEGIN IF NOT (OLD.state = 'draft') THEN RAISE EXCEPTION 'a published rota cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_plan_1 BEFORE UPDATE ON rota_plan FOR EACH ROW EXECUTE FUNCTION guard_rota_plan_1()
--;
CREATE FUNCTION guard_rota_plan_2() RETURNS trigger AS $$ BEGIN IF NOT (OLD.state = 'draft') THEN RAISE EXCEPTION 'a published rota cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_plan_2 BEFORE DELETE ON rota_plan FOR EACH ROW EXECUTE FUNCTION guard_rota_plan_2()
--;
CREATE FUNCTION guard_rota_plan_3() RETURNS trigger AS $$ BEGIN IF NOT (NEW.state = 'draft') THEN RAISE EXCEPTION 'a rota begins as a draft' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_plan_3 BEFORE INSERT ON rota_plan FOR EACH ROW EXECUTE FUNCTION guard_rota_plan_3()
--;
CREATE FUNCTION guard_rota_post_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_post_1 BEFORE UPDATE OF id, kind_id, sector_id, skill_id, weekdays, people, on_holidays, guard, since ON rota_post FOR EACH ROW EXECUTE FUNCTION guard_rota_post_1()
--;
CREATE FUNCTION guard_rota_post_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_post_2 BEFORE DELETE ON rota_post FOR EACH ROW EXECUTE FUNCTION guard_rota_post_2()
--;
CREATE TRIGGER guard_rota_post_2_truncate BEFORE TRUNCATE ON rota_post FOR EACH STATEMENT EXECUTE FUNCTION guard_rota_post_2()
--;
CREATE FUNCTION guard_rota_punch_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_punch_1 BEFORE UPDATE ON rota_punch FOR EACH ROW EXECUTE FUNCTION guard_rota_punch_1()
--;
CREATE FUNCTION guard_rota_punch_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_punch_2 BEFORE DELETE ON rota_punch FOR EACH ROW EXECUTE FUNCTION guard_rota_punch_2()
--;
CREATE TRIGGER guard_rota_punch_2_truncate BEFORE TRUNCATE ON rota_punch FOR EACH STATEMENT EXECUTE FUNCTION guard_rota_punch_2()
--;
CREATE FUNCTION guard_rota_rule_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_rule_1 BEFORE UPDATE ON rota_rule FOR EACH ROW EXECUTE FUNCTION guard_rota_rule_1()
--;
CREATE FUNCTION guard_rota_rule_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_rule_2 BEFORE DELETE ON rota_rule FOR EACH ROW EXECUTE FUNCTION guard_rota_rule_2()
--;
CREATE TRIGGER guard_rota_rule_2_truncate BEFORE TRUNCATE ON rota_rule FOR EACH STATEMENT EXECUTE FUNCTION guard_rota_rule_2()
--;
CREATE FUNCTION guard_rota_rule_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind IN ('rota.rule'))) THEN RAISE EXCEPTION 'a rule of the rota is set by a decision of the assembly' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_rule_3 BEFORE INSERT ON rota_rule FOR EACH ROW EXECUTE FUNCTION guard_rota_rule_3()
--;
CREATE FUNCTION guard_rota_wish_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_wish_1 BEFORE UPDATE OF id, member_id, what, kind_id, weekdays, start_on, end_on, said_at ON rota_wish FOR EACH ROW EXECUTE FUNCTION guard_rota_wish_1()
--;
CREATE FUNCTION guard_rota_wish_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_wish_2 BEFORE DELETE ON rota_wish FOR EACH ROW EXECUTE FUNCTION guard_rota_wish_2()
--;
CREATE TRIGGER guard_rota_wish_2_truncate BEFORE TRUNCATE ON rota_wish FOR EACH STATEMENT EXECUTE FUNCTION guard_rota_wish_2()
--;
CREATE FUNCTION guard_rota_worked_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_worked_1 BEFORE UPDATE ON rota_worked FOR EACH ROW EXECUTE FUNCTION guard_rota_worked_1()
--;
CREATE FUNCTION guard_rota_worked_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_worked_2 BEFORE DELETE ON rota_worked FOR EACH ROW EXECUTE FUNCTION guard_rota_worked_2()
--;
CREATE TRIGGER guard_rota_worked_2_truncate BEFORE TRUNCATE ON rota_worked FOR EACH STATEMENT EXECUTE FUNCTION guard_rota_worked_2()
--;
CREATE FUNCTION guard_rota_worked_3() RETURNS trigger AS $$ BEGIN IF NOT (EXISTS (SELECT 1 FROM rota_confirmation c WHERE c.id = NEW.confirmation_id AND NEW.day >= c.start_on AND NEW.day < c.end_on)) THEN RAISE EXCEPTION 'hours belong to the days that were confirmed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_worked_3 BEFORE INSERT ON rota_worked FOR EACH ROW EXECUTE FUNCTION guard_rota_worked_3()
--;
CREATE FUNCTION guard_rota_worked_4() RETURNS trigger AS $$ BEGIN IF NOT ((NEW.reverses_id IS NULL AND NEW.minutes >= 0) OR EXISTS (SELECT 1 FROM rota_worked w WHERE w.id = NEW.reverses_id AND w.reverses_id IS NULL AND w.member_id = NEW.member_id AND w.day = NEW.day AND w.minutes = -NEW.minutes)) THEN RAISE EXCEPTION 'a reversing row takes back exactly what another one gave' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_rota_worked_4 BEFORE INSERT ON rota_worked FOR EACH ROW EXECUTE FUNCTION guard_rota_worked_4()
--;
CREATE FUNCTION guard_stock_item_1() RETURNS trigger AS $$ BEGIN IF NOT (OLD.unit_id = NEW.unit_id OR NOT EXISTS (SELECT 1 FROM stock_movement m WHERE m.item_id = OLD.id)) THEN RAISE EXCEPTION 'what was counted in a unit stays in it' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_stock_item_1 BEFORE UPDATE OF unit_id ON stock_item FOR EACH ROW EXECUTE FUNCTION guard_stock_item_1()
--;
CREATE FUNCTION guard_stock_lot_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_stock_lot_1 BEFORE UPDATE ON stock_lot FOR EACH ROW EXECUTE FUNCTION guard_stock_lot_1()
--;
CREATE FUNCTION guard_stock_lot_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_stock_lot_2 BEFORE DELETE ON stock_lot FOR EACH ROW EXECUTE FUNCTION guard_stock_lot_2()
--;
CREATE TRIGGER guard_stock_lot_2_truncate BEFORE TRUNCATE ON stock_lot FOR EACH STATEMENT EXECUTE FUNCTION guard_stock_lot_2()
--;
CREATE FUNCTION guard_stock_movement_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_stock_movement_1 BEFORE UPDATE ON stock_movement FOR EACH ROW EXECUTE FUNCTION guard_stock_movement_1()
--;
CREATE FUNCTION guard_stock_movement_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_stock_movement_2 BEFORE DELETE ON stock_movement FOR EACH ROW EXECUTE FUNCTION guard_stock_movement_2()
--;
CREATE TRIGGER guard_stock_movement_2_truncate BEFORE TRUNCATE ON stock_movement FOR EACH STATEMENT EXECUTE FUNCTION guard_stock_movement_2()
--;
CREATE FUNCTION guard_web_secret_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_web_secret_1 BEFORE UPDATE OF id, member_id, kind, hashed, created_at, issued_by, confirmed_by ON web_secret FOR EACH ROW EXECUTE FUNCTION guard_web_secret_1()
--;
CREATE FUNCTION guard_web_secret_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_web_secret_2 BEFORE DELETE ON web_secret FOR EACH ROW EXECUTE FUNCTION guard_web_secret_2()
--;
CREATE TRIGGER guard_web_secret_2_truncate BEFORE TRUNCATE ON web_secret FOR EACH STATEMENT EXECUTE FUNCTION guard_web_secret_2()
--;
CREATE FUNCTION guard_web_submission_1() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be changed' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_web_submission_1 BEFORE UPDATE ON web_submission FOR EACH ROW EXECUTE FUNCTION guard_web_submission_1()
--;
CREATE FUNCTION guard_web_submission_2() RETURNS trigger AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'what is recorded here cannot be deleted' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$ LANGUAGE plpgsql
--;
CREATE TRIGGER guard_web_submission_2 BEFORE DELETE ON web_submission FOR EACH ROW EXECUTE FUNCTION guard_web_submission_2()
--;
CREATE TRIGGER guard_web_submission_2_truncate BEFORE TRUNCATE ON web_submission FOR EACH STATEMENT EXECUTE FUNCTION guard_web_submission_2()
--;
ALTER TABLE assembly_board ALTER COLUMN vote_id SET STATISTICS 0
--;
ALTER TABLE assembly_board ALTER COLUMN key SET STATISTICS 0
--;
ALTER TABLE assembly_board ALTER COLUMN tracker SET STATISTICS 0
--;
ALTER TABLE assembly_board ALTER COLUMN answer SET STATISTICS 0
--;
ALTER TABLE assembly_envelope ALTER COLUMN vote_id SET STATISTICS 0
--;
ALTER TABLE assembly_envelope ALTER COLUMN key SET STATISTICS 0
--;
ALTER TABLE assembly_envelope ALTER COLUMN sealed SET STATISTICS 0
--;
ALTER TABLE assembly_signature ALTER COLUMN vote_id SET STATISTICS 0
--;
ALTER TABLE assembly_signature ALTER COLUMN member_id SET STATISTICS 0
--;
ALTER TABLE assembly_slip ALTER COLUMN vote_id SET STATISTICS 0
--;
ALTER TABLE assembly_slip ALTER COLUMN hashed SET STATISTICS 0
--;
ALTER TABLE assembly_slip ALTER COLUMN used SET STATISTICS 0
