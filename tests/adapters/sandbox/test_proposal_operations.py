"""Splits and fusions over HTTP, measured by karmyq's OpenAPI file; names with a dash survive."""

from typing import Any

import httpx2

from tests.adapters.sandbox.published import fits
from tests.adapters.sandbox.served import Person, Served

SPLITS = "/communities/{communityId}/splits"
FUSIONS = "/communities/{communityId}/fusions"
NAMES = {"group_a_name": "Harbour Lane — Group A", "group_b_name": "Harbour Lane — Group B"}
NOBODY = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"


class Meeting:
    """Nadia's community with Tom in it, and Ada's."""

    def __init__(self, *defects: str) -> None:
        self.served = Served(*defects)
        self.nadia, self.tom, self.ada = (self.served.person(n) for n in ("nadia", "tom", "ada"))
        self.lane = self.served.community(self.nadia)
        self.served.join(self.tom, self.lane)
        self.mill = self.served.community(self.ada, "Mill Lane")

    def ask(
        self, by: Person, method: str, tail: str, body: object = None, place: str = ""
    ) -> httpx2.Response:
        path = f"/api/communities/{place or self.lane}{tail}"
        return self.served.call(method, path, body, by=by)

    def split(self) -> str:
        data = self.ask(self.nadia, "POST", "/splits", NAMES).json()["data"]
        return str(data["proposal"]["id"])

    def fusion(self) -> str:
        body = {"target_community_id": self.mill, "merged_community_name": "Lanes — together"}
        data = self.ask(self.nadia, "POST", "/fusions", body).json()["data"]
        return str(data["proposal"]["id"])

    def detail(self, place: str) -> dict[str, Any]:
        answer = self.served.call("GET", f"/api/communities/{place}", by=self.tom)
        fits(answer, 200, "GET /communities/{communityId}")
        data: dict[str, Any] = answer.json()["data"]
        return data


def test_a_proposed_split_is_201_with_assignments_in_camel_case() -> None:
    here = Meeting()
    answer = here.ask(here.nadia, "POST", "/splits", NAMES)

    fits(answer, 201, f"POST {SPLITS}")
    data = answer.json()["data"]
    assert data["proposal"]["group_b_name"] == "Harbour Lane — Group B"
    assert [row["assignedTo"] for row in data["assignments"]] == ["group_a", "group_b"]
    assert "meta" not in answer.json()


def test_a_split_without_names_is_400_and_a_second_one_409() -> None:
    here = Meeting()
    fits(here.ask(here.nadia, "POST", "/splits", {}), 400, f"POST {SPLITS}")
    here.split()

    fits(here.ask(here.nadia, "POST", "/splits", NAMES), 409, f"POST {SPLITS}")
    fits(here.ask(here.tom, "POST", "/splits", NAMES), 403, f"POST {SPLITS}")


def test_a_split_goes_from_proposal_to_two_communities() -> None:
    here = Meeting()
    path = f"/splits/{here.split()}"
    shown = here.detail(here.lane)["active_split_proposal"]
    started = here.ask(here.nadia, "POST", f"{path}/start-vote")
    first = here.ask(here.nadia, "POST", f"{path}/vote", {"vote": "yes"})
    here.ask(here.tom, "POST", f"{path}/vote", {"vote": "yes"})
    seen = here.ask(here.tom, "GET", path)
    executed = here.ask(here.nadia, "POST", f"{path}/execute")

    assert shown["group_a_name"] == "Harbour Lane — Group A"
    fits(started, 200, f"POST {SPLITS}/{{splitId}}/start-vote")
    fits(first, 200, f"POST {SPLITS}/{{splitId}}/vote")
    fits(seen, 200, f"GET {SPLITS}/{{splitId}}")
    fits(executed, 200, f"POST {SPLITS}/{{splitId}}/execute")
    assert first.json()["data"] == {"vote": "yes", "prestige_weight": 1.0}
    assert seen.json()["data"]["vote_tally"]["approval_ratio"] == 100
    child = here.detail(executed.json()["data"]["child_community_a_id"])
    assert child["name"] == "Harbour Lane — Group A"
    assert here.detail(here.lane)["status"] == "split"


def test_assignments_are_a_bare_list() -> None:
    here = Meeting()
    path = f"/splits/{here.split()}/assignments"
    operation = f"PUT {SPLITS}/{{splitId}}/assignments"
    moves = [{"userId": here.tom.id, "assignedTo": "group_a"}]
    answer = here.ask(here.nadia, "PUT", path, moves)

    fits(answer, 200, operation)
    rows = {row["user_name"]: row for row in answer.json()["data"]}
    assert (rows["Tom"]["assigned_to"], rows["Tom"]["admin_overridden"]) == ("group_a", True)
    fits(here.ask(here.nadia, "PUT", path, {"moves": moves}), 400, operation)
    fits(here.ask(here.nadia, "PUT", path, ["Tom"]), 400, operation)
    fits(here.ask(here.tom, "PUT", path, moves), 403, operation)


def test_split_refusals_have_a_published_shape() -> None:
    here = Meeting()
    path, vote = f"/splits/{here.split()}", f"POST {SPLITS}/{{splitId}}/vote"

    fits(here.ask(here.tom, "POST", f"{path}/vote", {"vote": "perhaps"}), 400, vote)
    fits(here.ask(here.tom, "POST", f"{path}/vote", {"vote": "yes"}), 422, vote)
    fits(here.ask(here.ada, "POST", f"{path}/vote", {"vote": "yes"}), 403, vote)
    unknown = here.ask(here.tom, "POST", f"/splits/{NOBODY}/vote", {"vote": "yes"})
    fits(unknown, 404, vote)
    early = here.ask(here.nadia, "POST", f"{path}/execute")
    fits(early, 422, f"POST {SPLITS}/{{splitId}}/execute")


def test_refusals_are_bare_today() -> None:
    here = Meeting("error-shapes")
    answer = here.ask(here.tom, "POST", "/splits", NAMES)

    assert (answer.status_code, set(answer.json())) == (403, {"success", "message"})


def test_a_fusion_goes_from_proposal_to_one_community() -> None:
    here = Meeting()
    body = {"target_community_id": here.mill, "merged_community_name": "Lanes — together"}
    proposed = here.ask(here.nadia, "POST", "/fusions", body)
    path = f"/fusions/{proposed.json()['data']['proposal']['id']}"
    shown = here.detail(here.mill)["active_fusion_proposal"]
    accepted = here.ask(here.ada, "POST", f"{path}/accept", place=here.mill)
    started = here.ask(here.nadia, "POST", f"{path}/start-vote")
    sides = ((here.nadia, here.lane), (here.tom, here.lane), (here.ada, here.mill))
    votes = [here.ask(by, "POST", f"{path}/vote", {"vote": "yes"}, place) for by, place in sides]
    seen = here.ask(here.tom, "GET", path)
    executed = here.ask(here.nadia, "POST", f"{path}/execute")

    fits(proposed, 201, f"POST {FUSIONS}")
    assert shown["merged_community_name"] == "Lanes — together"
    fits(accepted, 200, f"POST {FUSIONS}/{{fusionId}}/accept")
    fits(started, 200, f"POST {FUSIONS}/{{fusionId}}/start-vote")
    fits(votes[-1], 200, f"POST {FUSIONS}/{{fusionId}}/vote")
    fits(seen, 200, f"GET {FUSIONS}/{{fusionId}}")
    fits(executed, 200, f"POST {FUSIONS}/{{fusionId}}/execute")
    data = seen.json()["data"]
    assert (data["my_vote"], data["my_community"]) == ("yes", "a")
    merged = here.detail(executed.json()["data"]["merged_community_id"])
    assert (merged["name"], merged["current_members"]) == ("Lanes — together", 3)


def test_a_rejected_fusion_fits_and_refusals_do() -> None:
    here = Meeting()
    path = f"/fusions/{here.fusion()}"
    fits(here.ask(here.nadia, "POST", "/fusions", {}), 400, f"POST {FUSIONS}")
    reject = f"POST {FUSIONS}/{{fusionId}}/reject"

    fits(here.ask(here.tom, "POST", f"{path}/reject", place=here.mill), 403, reject)
    fits(here.ask(here.ada, "POST", f"{path}/reject", place=here.mill), 200, reject)
    fits(here.ask(here.ada, "POST", f"{path}/reject", place=here.mill), 422, reject)
    fits(here.ask(here.ada, "GET", path), 403, f"GET {FUSIONS}/{{fusionId}}")
